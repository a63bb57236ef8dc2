package io.landfall.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.LandfallConfig;
import io.landfall.config.Yaml;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigYamlTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"local", "uat", "production"})
    void shouldWriteAFileThatLoadsToTheSame(String environment) {
        LandfallConfig config = ConfigLoader.load(Yaml.EXAMPLE, Optional.of(environment));

        LandfallConfig again = Yaml.load(folder, ConfigYaml.of(config));

        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFields("environment")
                .isEqualTo(config);
    }

    @Test
    void shouldWriteBothRulesOfAField() {
        LandfallConfig config =
                Yaml.load(folder, Yaml.withTable("privacy: { a: [tokenize, encrypt], b: [tokenize, encrypt_email] }"));

        assertThat(Yaml.load(folder, ConfigYaml.of(config))).isEqualTo(config);
    }

    @Test
    void shouldWriteMinimalFilesWithEveryDefault() {
        String yaml = ConfigYaml.of(Yaml.load(folder, Yaml.MINIMAL));

        assertThat(yaml)
                .contains("guarantee: exactly_once_v2", "roll_every: 60s", "roll_at: 64MB", "port: 8080")
                .contains("subject: orders-value", "ingest: continuous", "default: ${env:LANDFALL_KEY}");
        assertThat(Yaml.load(folder, yaml)).isEqualTo(Yaml.load(folder, Yaml.MINIMAL));
    }

    @Test
    void shouldWriteTheRetentionOfFieldsAsItWas() {
        String yaml = ConfigYaml.of(Yaml.load(folder, Yaml.withTable("field_retention: { b: 2y, a.c: 18mo }")));

        assertThat(yaml).contains("    field_retention:\n      b: 2y\n      a.c: 18mo\n");
    }

    @Test
    void shouldShowReferencesAndMaskLiteralSecrets() {
        String yaml = Yaml.MINIMAL
                        .replace(
                                "9092 }",
                                "9092, properties: { sasl.jaas.config: 'pw=hunter2 ${env:A};', ssl.key.password: hunter2,"
                                        + " ssl.keystore.key: hunter2, security.protocol: SASL_SSL,"
                                        + " basic.auth.user.info: 'u:hunter2' } }")
                        .replace(
                                "http://localhost:8081 }",
                                "http://u:hunter2@localhost, username: u, password: hunter2 }")
                        .replace("landfall }", "landfall, s3: { access_key: '${env:K}', secret_key: hunter2 } }")
                + "keys: { ring: { default: hunter2, old: '${aws:old}' } }\n";

        assertThat(ConfigYaml.of(Yaml.load(folder, yaml)))
                .doesNotContain("hunter2")
                .contains("sasl.jaas.config: '***${env:A}***'", "ssl.key.password: '***'", "old: ${aws:old}")
                .contains("access_key: ${env:K}", "secret_key: '***'", "security.protocol: SASL_SSL")
                .contains("url: http://***@localhost");
    }
}
