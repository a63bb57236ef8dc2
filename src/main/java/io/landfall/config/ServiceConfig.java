package io.landfall.config;

import io.landfall.config.form.Spelling;
import io.landfall.config.form.WholeNumbers;
import java.util.Objects;

/**
 * @param host address of the HTTP endpoint for metrics and health
 * @param port its port; 0 picks a free one
 * @param clusterId lands in every row's {@code processing_cluster_id}
 * @param logFormat how log lines look
 */
public record ServiceConfig(String host, int port, String clusterId, LogFormat logFormat) {
    public static final WholeNumbers PORTS = new WholeNumbers(0, 65_535);

    public ServiceConfig {
        Require.form("service.host", host, Spelling.PLAIN);
        Require.number("service.port", port, PORTS);
        Require.form("service.cluster_id", clusterId, Spelling.PLAIN);
        Objects.requireNonNull(logFormat, "logFormat");
    }

    /** YAML: {@code text}, {@code json}. */
    public enum LogFormat {
        TEXT,
        JSON
    }
}
