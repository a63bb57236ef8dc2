package io.landfall.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.config.DedupeConfig.By;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is in stores and changelogs outlives releases: these bytes must not change. */
class StoredFormTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void shouldKeepTheFormOfAcceptedRecords() {
        List<Accepted> entries = List.of(
                new Accepted(1_000_000, 1_700_000_000_000L, 1_700_000_000_000L),
                new Accepted(1_000_003, 1_700_000_005_000L, 1_700_000_005_000L),
                new Accepted(1_000_004, -1, 1_700_000_005_000L));

        assertThat(HEX.formatHex(new AcceptedCodec().encode(entries)))
                .isEqualTo("80897a80a0abfef96206904e0391eeabfef96292eeabfef962");
        assertThat(AcceptedCodec.decode(new AcceptedCodec().encode(entries))).isEqualTo(entries);
    }

    @Test
    void shouldKeepTheFormOfSteps() {
        InMemoryPositions store = new InMemoryPositions();
        StreamTime steps = new StreamTime(store);
        steps.advance(10, 1_700_000_000_000L, 0);
        steps.advance(10 + StreamTime.STRIDE, 1_700_000_005_000L, 0);

        assertThat(HEX.formatHex(store.get(StreamTime.KEY))).isEqualTo("010a80a0abfef9628020904e");
        assertThat(new StreamTime(store).before(11)).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void shouldKeepDigests() {
        Stream<By> kinds = Stream.of(new By.Key(), new By.Content(), new By.Fields(List.of("sensor", "place", "tags")));

        assertThat(kinds.map(by -> HEX.formatHex(new Identity("orders", by, Streams.KEY)
                        .of(Streams.record(
                                1, 2, "k".getBytes(StandardCharsets.UTF_8), Streams.value(3L, "s"), new byte[32]))
                        .orElseThrow())))
                .containsExactly(
                        "a8e2b4c8a88e0bf7ae1e48933c480664",
                        "2dd3a84ebcb31a6b2aa0fd01e834ba68",
                        "5b5c09bbfd33151e2fa585df78acc33e");
    }

    @Test
    void shouldRefuseStoresOfAnUnknownFormat() {
        InMemoryPositions store = new InMemoryPositions();
        store.put(StreamTime.KEY, new byte[] {9});

        assertThatThrownBy(() -> new StreamTime(store)).hasMessageContaining("format 9");
    }

    @Test
    void shouldReadBackAnyEntries() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            TreeSet<Long> offsets = new TreeSet<>();
            for (int n = random.nextInt(5); n >= 0; n--) {
                offsets.add(random.nextLong(1L << (1 + random.nextInt(61))));
            }
            List<Accepted> entries = offsets.stream()
                    .map(offset -> new Accepted(offset, random.nextLong() >> 3, random.nextLong() >> 3))
                    .toList();
            assertThat(AcceptedCodec.decode(new AcceptedCodec().encode(entries)))
                    .isEqualTo(entries);
        }
    }
}
