package io.landfall.local.demo;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Shows the figures: a table that is drawn over itself on a terminal, a line per table now and then elsewhere. */
final class Display {
    private static final String ROW = "%-22s %11s %11s %11s %12s %8s %7s %9s %11s %10s%n";
    private static final String LINE =
            "%s: produced %s, read %s, landed %s, duplicates %s, quarantined %s, score %s, segments %s, bronze %s,"
                    + " written %s%n";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private final Clock clock;
    private int drawn;
    private Instant lastLines = Instant.EPOCH;

    Display(PrintStream out, boolean terminal, Clock clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** Prints a line of its own, below what is drawn. */
    void say(String line) {
        drawn = 0;
        out.println(line);
    }

    void show(List<TableFigures> tables) {
        if (terminal) {
            draw(tables);
        } else if (!clock.instant().isBefore(lastLines.plus(BETWEEN_LINES))) {
            lastLines = clock.instant();
            tables.forEach(this::line);
        }
    }

    private void draw(List<TableFigures> tables) {
        if (drawn > 0) {
            out.printf("\u001b[%dA", drawn);
        }
        out.printf(
                ROW,
                "table",
                "produced",
                "read",
                "landed",
                "duplicates",
                "quarant.",
                "score",
                "segments",
                "bronze",
                "written");
        for (TableFigures t : tables) {
            out.printf("\u001b[K" + ROW, cells(t));
        }
        drawn = tables.size() + 1;
    }

    private void line(TableFigures t) {
        String time = LocalTime.now(clock.withZone(ZoneId.systemDefault())).format(TIME);
        out.print(time + " " + LINE.formatted(cells(t)));
    }

    /** What a row and a line both show, in this order. */
    private Object[] cells(TableFigures t) {
        return new Object[] {
            t.table(),
            number(t.fed().produced()),
            number(t.ledger().read()),
            number(t.ledger().rows()),
            number(t.ledger().duplicates()),
            number(t.ledger().quarantined()),
            score(t),
            number(t.segments()),
            number(t.bronzeRows()),
            age(t)
        };
    }

    /** Prints for each table what was fed and what became of it; says whether they agree everywhere. */
    boolean balance(List<TableFigures> tables) {
        boolean all = true;
        for (TableFigures t : tables) {
            boolean agrees = t.covered() && t.balances();
            all &= agrees;
            say("%n%s".formatted(t.table()));
            say("  produced %s = rows %s + duplicates %s + quarantined %s + skipped %s"
                    .formatted(
                            number(t.fed().produced()),
                            number(t.fed().rows()),
                            number(t.fed().duplicates()),
                            number(t.fed().quarantined()),
                            number(t.fed().skipped())));
            say("  read     %s = rows %s + duplicates %s + quarantined %s + skipped %s, in %s segments"
                    .formatted(
                            number(t.ledger().read()),
                            number(t.ledger().rows()),
                            number(t.ledger().duplicates()),
                            number(t.ledger().quarantined()),
                            number(t.ledger().skipped()),
                            number(t.segments())));
            say("  bronze   %s rows".formatted(number(t.bronzeRows())));
            if (!agrees) {
                say(t.covered() ? "  these do not agree" : "  the segments do not cover the topic");
            }
        }
        say("%nevery offset accounted for: %s".formatted(all ? "yes" : "no"));
        return all;
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private static String score(TableFigures t) {
        return t.score().isPresent()
                ? String.format(Locale.ROOT, "%.1f", t.score().getAsDouble())
                : "-";
    }

    private String age(TableFigures t) {
        if (t.written().equals(Instant.EPOCH)) {
            return "-";
        }
        return number(Math.max(0, Duration.between(t.written(), clock.instant()).toSeconds())) + " s ago";
    }
}
