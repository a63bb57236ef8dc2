package io.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LandingRootTest {
    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket", "s3://acme.prod-1/landfall/eu/", "file:///tmp/landfall"})
    void shouldTakeLandingAreas(String root) {
        assertThat(LandingRoot.wrong(root)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bucket/prefix",
                "s3:bucket",
                "s3:///prefix",
                "s3://key:secret@bucket/prefix",
                "s3://bucket:9000/prefix",
                "s3://my_bucket/prefix",
                "s3://bucket/a prefix",
                "s3://bucket/prefix?x",
                "s3://bucket/prefix#x",
                "s3a://bucket/prefix",
                "hdfs://host/folder",
                "file://folder",
                "file:///",
                "file:///a%"
            })
    void shouldRefuseWhatIsNone(String root) {
        assertThat(LandingRoot.wrong(root)).contains("is not a landing area");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/env=prod", "file:///tmp/env=prod"})
    void shouldRefuseWhatSparkTakesForPartitions(String root) {
        assertThat(LandingRoot.wrong(root)).contains("has a '=', which Spark would take for a partition");
    }

    @Test
    void shouldTakeEscapesInFoldersOnly() {
        assertThat(LandingRoot.wrong("file:///tmp/a%20b")).isEmpty();
        assertThat(LandingRoot.wrong("s3://bucket/a%20b"))
                .contains("has a '%', which some clients of S3 take for the beginning of an escape");
    }
}
