package io.landfall.bronze.spark;

import io.landfall.bronze.plan.BronzeReferences;
import io.landfall.config.LandfallConfig;
import io.landfall.config.LandingConfig.S3Config;
import io.landfall.config.ReferencePlace;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lets plain Spark reach the landing area with the service's own S3 settings. */
public final class S3aSettings {
    private S3aSettings() {}

    public static Map<String, String> of(LandfallConfig config, BronzeReferences references) {
        S3Config s3 = config.landing().s3();
        Map<String, String> settings = new LinkedHashMap<>();
        references.find(ReferencePlace.S3_ENDPOINT, config).ifPresent(endpoint -> {
            settings.put("spark.hadoop.fs.s3a.endpoint", endpoint);
            settings.put(
                    "spark.hadoop.fs.s3a.connection.ssl.enabled", Boolean.toString(!endpoint.startsWith("http://")));
        });
        s3.region().ifPresent(region -> settings.put("spark.hadoop.fs.s3a.endpoint.region", region));
        if (s3.pathStyle()) {
            settings.put("spark.hadoop.fs.s3a.path.style.access", "true");
        }
        references.find(ReferencePlace.S3_ACCESS_KEY, config).ifPresent(key -> {
            settings.put(
                    "spark.hadoop.fs.s3a.aws.credentials.provider",
                    "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
            settings.put("spark.hadoop.fs.s3a.access.key", key);
            settings.put("spark.hadoop.fs.s3a.secret.key", references.resolve(ReferencePlace.S3_SECRET_KEY, config));
        });
        return settings;
    }
}
