package io.landfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    @Test
    void shouldDeriveTheSubkeysItAlwaysDerived() {
        // HKDF-SHA-256 without salt, info "landfall/1/token", computed with another implementation
        assertThat(HexFormat.of().formatHex(Fixtures.RING.derive("k1", KeyRing.TOKEN)))
                .isEqualTo("e6f160a1a20476a6f03c0220e4eef850645da6223e375800dd4c3003240ea6d2");
    }

    @Test
    void shouldDeriveAnotherSubkeyForEachPurposeAndKey() {
        assertThat(Stream.of("k1", "k2")
                        .flatMap(id -> Stream.of(KeyRing.TOKEN, KeyRing.ENCRYPT, KeyRing.QUARANTINE, KeyRing.DEDUPE)
                                .map(purpose -> HexFormat.of().formatHex(Fixtures.RING.derive(id, purpose)))))
                .hasSize(8)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldPrintKeyIdsOnly() {
        assertThat(KeyRing.of("k1", Map.of("k1", Fixtures.key(0)))).hasToString("KeyRing[current=k1, ids=[k1]]");
        assertThat(KeyRing.none()).hasToString("KeyRing[current=none, ids=[]]");
    }

    @Test
    void shouldNotLetCallersChangeKeys() {
        byte[] material = Fixtures.key(0);
        KeyRing ring = KeyRing.of("k1", Map.of("k1", material));
        material[0] = 99;

        assertThat(ring.derive("k1", KeyRing.TOKEN)).isEqualTo(Fixtures.RING.derive("k1", KeyRing.TOKEN));
    }

    @Test
    void shouldReadBase64WithALineBreak() {
        KeyRing ring = KeyRing.parse("k1", Map.of("k1", Base64.getEncoder().encodeToString(Fixtures.key(0)) + "\n"));

        assertThat(ring.derive("k1", KeyRing.TOKEN)).isEqualTo(Fixtures.RING.derive("k1", KeyRing.TOKEN));
    }

    @Test
    void shouldNameTheKeyThatIsWrongButNotItsMaterial() {
        assertThatThrownBy(() -> KeyRing.parse("k1", Map.of("k1", "s3cr3t!material")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key 'k1' is not Base64")
                .hasNoCause();
        assertThatThrownBy(() -> KeyRing.parse("k1", Map.of("k1", "c2hvcnQ=")))
                .hasMessage("key 'k1' has 5 bytes, expected 32");
        assertThatThrownBy(() -> KeyRing.of("k_1", Map.of("k_1", Fixtures.key(0))))
                .hasMessageContaining("key id 'k_1' must be");
        assertThatThrownBy(() -> KeyRing.of("k9", Fixtures.KEYS)).hasMessageContaining("'k9' is not in the ring");
        assertThatThrownBy(() -> Fixtures.RING.derive("k9", KeyRing.TOKEN))
                .hasMessageContaining("'k9' is not in the ring");
    }
}
