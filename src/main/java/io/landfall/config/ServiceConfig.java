package io.landfall.config;

/**
 * @param host address of the HTTP endpoint for metrics and health
 * @param port its port; 0 picks a free one
 * @param clusterId lands in every row's {@code processing_cluster_id}
 * @param logFormat how log lines look
 */
public record ServiceConfig(String host, int port, String clusterId, LogFormat logFormat) {

    /** YAML: {@code text}, {@code json}. */
    public enum LogFormat {
        TEXT,
        JSON
    }
}
