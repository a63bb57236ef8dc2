package io.landfall.local.stack;

import java.util.LinkedHashMap;
import java.util.Map;

/** How Hadoop's S3 client (and so Spark) reaches the local S3 server. */
public final class S3a {
    private S3a() {}

    /** Settings by Hadoop's names, {@code fs.s3a.…}. */
    public static Map<String, String> hadoop(S3Server server) {
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put("fs.s3a.endpoint", server.endpoint().toString());
        conf.put("fs.s3a.endpoint.region", S3Server.REGION);
        conf.put("fs.s3a.path.style.access", "true");
        conf.put("fs.s3a.connection.ssl.enabled", "false");
        conf.put("fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
        conf.put("fs.s3a.access.key", S3Server.ACCESS_KEY);
        conf.put("fs.s3a.secret.key", S3Server.SECRET_KEY);
        // Segments never change, and the server's ETags of multipart uploads differ between HEAD and GET.
        conf.put("fs.s3a.change.detection.mode", "none");
        conf.put("fs.s3a.bucket.probe", "0");
        return conf;
    }

    /** The same by Spark's names, {@code spark.hadoop.fs.s3a.…}. */
    public static Map<String, String> spark(S3Server server) {
        Map<String, String> conf = new LinkedHashMap<>();
        hadoop(server).forEach((key, value) -> conf.put("spark.hadoop." + key, value));
        return conf;
    }
}
