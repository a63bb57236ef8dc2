package io.landfall.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.landing.segment.Ledger;
import io.landfall.local.feed.Counts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DisplayTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final TableFigures FIGURES = new TableFigures(
            "bz_orders",
            new Counts(2000, 1, 2, 3, 4),
            new Ledger(1500, 1200, 200, 60, 40, 0),
            7,
            true,
            1100,
            true,
            OptionalDouble.of(93.25),
            NOW.minusSeconds(8));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void shouldPrintALinePerTableWhereThereIsNoTerminal() {
        assertThat(shown(false))
                .matches("\\d\\d:\\d\\d:\\d\\d bz_orders: produced 2,000, read 1,500, landed 1,200, duplicates 200,"
                        + " quarantined 60, score 93.3, segments 7, bronze 1,100, written 8 s ago\\R");
    }

    @Test
    void shouldDrawARowPerTableOnATerminal() {
        assertThat(shown(true).lines().skip(1))
                .singleElement()
                .asString()
                .matches("\u001b\\[K" + "bz_orders +2,000 +1,500 +1,200 +200 +60 +93.3 +7 +1,100 +8 s ago");
    }

    private String shown(boolean terminal) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new Display(stream, terminal, Clock.fixed(NOW, ZoneOffset.UTC)).show(List.of(FIGURES));
        return out.toString(StandardCharsets.UTF_8);
    }
}
