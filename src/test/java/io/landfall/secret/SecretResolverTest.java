package io.landfall.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.config.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretResolverTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>(Map.of("USER", "bob", "PASSWORD", "hunter2"));
    private final SecretResolver resolver =
            new SecretResolver(Map.of("env", new EnvironmentSecrets(environment::get), "file", new FileSecrets()));

    @Test
    void shouldLeaveTextsWithoutReferencesAlone() {
        assertThat(resolver.resolve("some.key", new Template("a $ { } b")).reveal())
                .isEqualTo("a $ { } b");
    }

    @Test
    void shouldMixLiteralsAndReferences() throws IOException {
        Path file = Files.writeString(folder.resolve("host"), "broker\n");
        Template text = new Template("user=\"${env:USER}\" password=\"${env:PASSWORD}\" at ${file:" + file + "};");

        assertThat(resolver.resolve("some.key", text).reveal())
                .isEqualTo("user=\"bob\" password=\"hunter2\" at broker;");
    }

    @Test
    void shouldNotResolveWhatASecretContains() {
        environment.put("USER", "${env:PASSWORD}");

        assertThat(resolver.resolve("some.key", new Template("${env:USER}")).reveal())
                .isEqualTo("${env:PASSWORD}");
    }

    @Test
    void shouldAskForEachReferenceOnce() {
        assertThat(resolver.resolve("some.key", new Template("${env:PASSWORD}")).reveal())
                .isEqualTo("hunter2");
        environment.put("PASSWORD", "rotated");

        assertThat(resolver.resolve("some.key", new Template("x${env:PASSWORD}"))
                        .reveal())
                .isEqualTo("xhunter2");
    }

    @Test
    void shouldAskAgainForWhatWasNotThere() {
        Template text = new Template("${env:LATER}");
        assertThatThrownBy(() -> resolver.resolve("some.key", text)).isInstanceOf(SecretException.class);
        environment.put("LATER", "here");

        assertThat(resolver.resolve("some.key", text).reveal()).isEqualTo("here");
    }

    @Test
    void shouldFindNothingWhereItCannotResolve() {
        assertThat(resolver.find(new Template("at ${env:USER}"))).contains(Secret.of("at bob"));
        assertThat(resolver.find(new Template("${env:USER}${env:NOPE}"))).isEmpty();
        assertThat(SecretResolver.local().find(new Template("${aws:x}"))).isEmpty();
    }

    @Test
    void shouldNameReferenceAndKeyPathOfWhatCannotBeResolved() {
        assertThatThrownBy(() -> resolver.resolve("landing.s3.secret_key", new Template("${env:PASSWORD}${env:NOPE}")))
                .isInstanceOf(SecretException.class)
                .hasMessage("landing.s3.secret_key: ${env:NOPE} cannot be resolved: the environment variable is not "
                        + "set, or empty");
        assertThatThrownBy(() -> resolver.resolve("some.key", new Template("${aws:x}")))
                .hasMessage("some.key: ${aws:x} cannot be resolved: there is no source 'aws'");
    }

    @Test
    void shouldKnowEverySourceThatTheConfigurationAllows() {
        assertThat(SecretResolver.standardSources()).containsOnlyKeys(Template.SOURCES);
    }

    @Test
    void shouldTrimOneLineEndOfFiles() throws IOException {
        assertThat(fileWith("a b \n")).isEqualTo("a b ");
        assertThat(fileWith("a\r\n")).isEqualTo("a");
        assertThat(fileWith("a\n\n")).isEqualTo("a\n");
        assertThat(fileWith("a\nb")).isEqualTo("a\nb");
        assertThat(fileWith("")).isEmpty();
    }

    private String fileWith(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), content);
        return ((SecretSource.Lookup.Found) new FileSecrets().lookup(file.toString()))
                .secret()
                .reveal();
    }

    @Test
    void shouldSayWhyAFileCannotBeRead() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff});

        assertThat(new FileSecrets().lookup(folder.resolve("none").toString()))
                .isEqualTo(new SecretSource.Lookup.NotFound("there is no such file"));
        assertThat(new FileSecrets().lookup(binary.toString()))
                .isEqualTo(new SecretSource.Lookup.NotFound("the file is not UTF-8 text"));
        assertThat(new FileSecrets().lookup(folder.toString())).isInstanceOf(SecretSource.Lookup.NotFound.class);
        assertThat(new FileSecrets().lookup("a\u0000b")).isInstanceOf(SecretSource.Lookup.NotFound.class);
    }

    @Test
    void shouldNeverPrintASecret() {
        Secret secret = Secret.of("hunter2");

        assertThat(secret).hasToString("***");
        assertThat(new SecretSource.Lookup.Found(secret).toString()).doesNotContain("hunter2");
        assertThat(Secret.of("other")).hasSameHashCodeAs(secret);
    }

    @Test
    void shouldCompareSecretsByTheirText() {
        Secret sameBytes = Secret.of(new String("hunter2".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));

        assertThat(Secret.of("hunter2"))
                .isEqualTo(sameBytes)
                .isNotEqualTo(Secret.of("hunter"))
                .isNotEqualTo("hunter2");
    }
}
