package io.landfall.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.DedupeConfig.By;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is in stores and changelogs outlives releases: these bytes must not change. */
class IdentityTest {
    private static final HexFormat HEX = HexFormat.of();

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
}
