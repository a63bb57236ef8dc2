package io.landfall.config.yaml;

import io.landfall.config.ServiceConfig;
import io.landfall.config.schema.Key;
import io.landfall.config.schema.Section;
import io.landfall.config.schema.Types;
import io.landfall.config.schema.Values;

/** The section {@code service}. */
final class ServiceKeys {
    static final Key<String> HOST =
            Key.defaulting("host", Types.PLAIN, "Address of the HTTP endpoint for metrics and health.", "0.0.0.0");
    static final Key<Integer> PORT =
            Key.defaulting("port", Types.integer(ServiceConfig.PORTS), "Its port; 0 picks a free one.", 8080);
    static final Key<String> CLUSTER_ID = Key.derived(
            "cluster_id", Types.PLAIN, "Lands in every row's processing_cluster_id.", "the application's name");
    static final Key<ServiceConfig.LogFormat> LOG_FORMAT =
            Key.defaulting("log_format", Types.word(ServiceConfig.LogFormat.class), "How log lines look.", "text");
    static final Section SECTION = Section.of("service", "The process itself.", HOST, PORT, CLUSTER_ID, LOG_FORMAT);

    private ServiceKeys() {}

    static ServiceConfig service(Values values, String application) {
        return new ServiceConfig(
                values.get(HOST),
                values.get(PORT),
                values.find(CLUSTER_ID).orElse(application),
                values.get(LOG_FORMAT));
    }
}
