package io.landfall.bronze.spark;

import io.landfall.bronze.plan.BronzeReferences;
import io.landfall.config.LandingConfig.S3Config;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lets plain Spark reach the landing area with the service's own S3 settings. */
public final class S3aSettings {
    private S3aSettings() {}

    public static Map<String, String> of(S3Config s3, BronzeReferences references) {
        Map<String, String> settings = new LinkedHashMap<>();
        s3.endpoint().ifPresent(text -> {
            String endpoint = references.resolve("landing.s3.endpoint", text);
            settings.put("spark.hadoop.fs.s3a.endpoint", endpoint);
            settings.put(
                    "spark.hadoop.fs.s3a.connection.ssl.enabled", Boolean.toString(!endpoint.startsWith("http://")));
        });
        s3.region().ifPresent(region -> settings.put("spark.hadoop.fs.s3a.endpoint.region", region));
        if (s3.pathStyle()) {
            settings.put("spark.hadoop.fs.s3a.path.style.access", "true");
        }
        if (s3.accessKey().isPresent() && s3.secretKey().isPresent()) {
            settings.put(
                    "spark.hadoop.fs.s3a.aws.credentials.provider",
                    "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
            settings.put(
                    "spark.hadoop.fs.s3a.access.key",
                    references.resolve("landing.s3.access_key", s3.accessKey().get()));
            settings.put(
                    "spark.hadoop.fs.s3a.secret.key",
                    references.resolve("landing.s3.secret_key", s3.secretKey().get()));
        }
        return settings;
    }
}
