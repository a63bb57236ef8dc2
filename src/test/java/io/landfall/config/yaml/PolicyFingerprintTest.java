package io.landfall.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.KeysConfig;
import io.landfall.config.TableConfig;
import io.landfall.config.Template;
import io.landfall.config.Yaml;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFingerprintTest {
    private static final KeysConfig KEYS =
            new KeysConfig("k1", Map.of("k1", new Template("${env:A}"), "k2", new Template("${env:B}")));
    private static final String POLICY =
            """
            event_time: at
            dedupe: { by: [a, b], within: 24h }
            tombstones: land
            key_field: a
            privacy: { n: tokenize, m: { mask: partial } }
            quality:
              required: [a]
              allowed: { s: [X, Y] }
              ranges: { q: [0, 10] }
              patterns: { e: email }
              temporal: { max_age: 1d, order: { b: a } }
              rules: { r: "a == b" }
              quarantine_below: 40
            """;

    @TempDir
    Path folder;

    private String fingerprint(String lines) {
        return PolicyFingerprint.of(Yaml.table(folder, lines), KEYS);
    }

    /** Segments carry it: it must be the same in every process, and in every release. */
    @Test
    void shouldStayTheSameFromReleaseToRelease() {
        assertThat(fingerprint(POLICY)).isEqualTo("3db63c6953321415");
        assertThat(fingerprint("generation: 1")).isEqualTo("b5b0b556f670549f");
    }

    @Test
    void shouldNotDependOnHowThePolicyIsWritten() {
        String same = POLICY.replace("24h", "1440m")
                .replace("n: tokenize, m: { mask: partial }", "m: { mask: partial }, n: tokenize")
                .replace("[0, 10]", "[0.0, 1e1]");

        assertThat(fingerprint(same)).isEqualTo(fingerprint(POLICY));
    }

    @Test
    void shouldNotDependOnWhatDecidesNothing() {
        String more =
                "subject: s\ncluster_by: [a]\nretention: 7y\nfield_retention: { f: 5y }\ncompliance: [GDPR]\ningest: on_arrival\nroll_every: 5s\ngeneration: 7\n";

        assertThat(fingerprint(POLICY + more)).isEqualTo(fingerprint(POLICY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event_time: at|event_time: at2",
                "by: [a, b]|by: [ab]",
                "by: [a, b]|by: key",
                "within: 24h|within: 25h",
                "tombstones: land\nkey_field: a|tombstones: skip",
                "key_field: a|key_field: b",
                "n: tokenize|n: hash",
                "n: tokenize|n: [tokenize, encrypt]",
                "mask: partial|mask: full",
                "required: [a]|required: [b]",
                "s: [X, Y]|s: [X]",
                "q: [0, 10]|q: [null, 10]",
                "e: email|e: url",
                "max_age: 1d|max_future: 1d",
                "b: a|c: a",
                "a == b|a != b",
                "quarantine_below: 40|quarantine_below: 41",
            })
    void shouldChangeWithEachDecision(String change) {
        String[] parts = change.split("\\|", 2);
        assertThat(POLICY).contains(parts[0]);

        assertThat(fingerprint(POLICY.replace(parts[0], parts[1]))).isNotEqualTo(fingerprint(POLICY));
    }

    @Test
    void shouldTellPairsOfRulesFromEachOtherAndFromEitherRule() {
        assertThat(Stream.of("tokenize", "encrypt", "[tokenize, encrypt]", "[tokenize, encrypt_email]")
                        .map(rule -> fingerprint("privacy: { n: " + rule + " }")))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldChangeWithTheCurrentKeyButNotWithItsPlace() {
        TableConfig table = Yaml.table(folder, POLICY);

        assertThat(PolicyFingerprint.of(table, new KeysConfig("k2", KEYS.ring())))
                .isNotEqualTo(fingerprint(POLICY));
        assertThat(PolicyFingerprint.of(table, new KeysConfig("k1", Map.of("k1", new Template("${file:/a}")))))
                .isEqualTo(fingerprint(POLICY));
    }
}
