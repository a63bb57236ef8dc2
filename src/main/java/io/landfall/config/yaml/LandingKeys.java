package io.landfall.config.yaml;

import io.landfall.config.LandingConfig;
import io.landfall.config.LandingRoot;
import io.landfall.config.Template;
import io.landfall.config.schema.Key;
import io.landfall.config.schema.Location;
import io.landfall.config.schema.Problems;
import io.landfall.config.schema.RetiredKey;
import io.landfall.config.schema.ScalarType;
import io.landfall.config.schema.Section;
import io.landfall.config.schema.Types;
import io.landfall.config.schema.Values;
import io.landfall.config.schema.YamlNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The section {@code landing}. */
final class LandingKeys {
    static final ScalarType<Duration> ROLL = Types.durationUpTo(LandingConfig.LONGEST_ROLL, "a commit interval", "60s");

    static final Key<Template> ROOT = Key.required(
            "root",
            Types.text(LandingRoot.EXPECTED),
            "The landing area: s3://bucket/prefix, or file:///folder for trying things out.");
    static final Key<Duration> ROLL_EVERY =
            Key.defaulting("roll_every", ROLL, "How long a segment may stay open; also the commit interval.", "60s");
    static final Key<Long> ROLL_AT =
            Key.defaulting("roll_at", Types.SIZE, "A segment's size at which it is cut.", "64MB");
    static final Key<Long> MEMORY = Key.defaulting(
            "memory",
            Types.SIZE,
            "The budget of all open segments of the process together; each stream thread has an equal share.",
            "512MB");
    static final Key<Duration> TIMEOUT = Key.defaulting(
            "timeout",
            Types.durationUpTo(LandingConfig.LONGEST_TIMEOUT, "a wait", "3m"),
            "How long a commit waits for a landing area that does not answer, before its records are read again.",
            "3m");
    static final Key<LandingConfig.Compression> COMPRESSION = Key.defaulting(
            "compression",
            Types.word(LandingConfig.Compression.class),
            "Parquet's codec; zstd at its first level.",
            "zstd");

    static final Key<Template> ENDPOINT =
            Key.optional("endpoint", Types.text("a URL"), "For S3-compatible servers: their URL.");
    static final Key<String> REGION = Key.optional(
            "region",
            Types.matching(LandingConfig.S3Config.REGION),
            "AWS region; the AWS SDK looks for it where this is not set.");
    static final Key<Boolean> PATH_STYLE =
            Key.defaulting("path_style", Types.BOOLEAN, "host/bucket/key instead of bucket.host/key.", false);
    static final Key<Template> ACCESS_KEY = Key.optional(
            "access_key",
            Types.text("a reference such as ${env:NAME}"),
            "Credentials, with secret_key; the AWS SDK looks for them where this is not set.");
    static final Key<Template> SECRET_KEY =
            Key.optional("secret_key", Types.text("a reference such as ${env:NAME}"), "Credentials, with access_key.");
    static final Key<Template> KMS_KEY = Key.optional(
            "kms_key", Types.text("a KMS key's id or ARN"), "Encrypts segments with SSE-KMS under this key.");
    static final Section S3 = Section.of(
            "s3", "Settings of the S3 client.", ENDPOINT, REGION, PATH_STYLE, ACCESS_KEY, SECRET_KEY, KMS_KEY);
    static final Key<Values> S3_SECTION = Key.section(S3);

    static final Section SECTION = new Section(
            "landing",
            "Where and how segments are written.",
            List.of(ROOT, ROLL_EVERY, ROLL_AT, MEMORY, TIMEOUT, COMPRESSION, S3_SECTION),
            Map.of("patience", new RetiredKey("it is called timeout now", LandingKeys::asTimeout)));

    private LandingKeys() {}

    private static String asTimeout(YamlNode.Mapping landing) {
        return Objects.requireNonNull(landing.entries().get("patience")).value() instanceof YamlNode.Scalar value
                ? "timeout: " + value.text()
                : "timeout";
    }

    static LandingConfig landing(Values values) {
        Values s3 = values.get(S3_SECTION);
        return new LandingConfig(
                values.get(ROOT),
                values.get(ROLL_EVERY),
                values.get(ROLL_AT),
                values.get(MEMORY),
                values.get(TIMEOUT),
                values.get(COMPRESSION),
                new LandingConfig.S3Config(
                        s3.find(ENDPOINT),
                        s3.find(REGION),
                        s3.get(PATH_STYLE),
                        s3.find(ACCESS_KEY),
                        s3.find(SECRET_KEY),
                        s3.find(KMS_KEY)));
    }

    static void check(Values landing, Problems problems) {
        landing.find(ROOT).ifPresent(root -> problems.report(landing, LandingRoot.wrong(root)));
        Optional<Long> rollAt = landing.find(ROLL_AT);
        Optional<Long> memory = landing.find(MEMORY);
        if (rollAt.isPresent() && memory.isPresent()) {
            Location written = landing.at(landing.has(ROLL_AT) ? ROLL_AT : MEMORY);
            LandingConfig.sizes(rollAt.get(), memory.get()).forEach(violation -> problems.report(written, violation));
        }
        landing.find(S3_SECTION)
                .ifPresent(s3 -> problems.report(
                        s3, LandingConfig.S3Config.credentials(s3.has(ACCESS_KEY), s3.has(SECRET_KEY))));
    }
}
