package io.landfall.kafka;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;

/** The form of Kafka's properties, by Kafka's own definitions: its clients would quote the value that they refuse. */
public final class PropertyForms {
    private static final List<ConfigDef> DEFINITIONS = List.of(
            AdminClientConfig.configDef(),
            ConsumerConfig.configDef(),
            ProducerConfig.configDef(),
            StreamsConfig.configDef());

    /** What hands a property to one kind of client only. */
    private static final Pattern PREFIX =
            Pattern.compile("^((main\\.|restore\\.|global\\.)?consumer\\.|producer\\.|admin\\.)");

    private PropertyForms() {}

    /** What is wrong with a list of servers; empty if a client takes it. */
    public static Optional<String> wrongServers(String servers) {
        for (String server : servers.split(",", -1)) {
            if (Utils.getHost(server.strip()) == null || Utils.getPort(server.strip()) == null) {
                return Optional.of("is not a list of servers");
            }
        }
        return Optional.empty();
    }

    /** What is wrong with a property's value; empty if a client takes it, or none knows the property. */
    public static Optional<String> wrong(String property, String value) {
        String name = PREFIX.matcher(property).replaceFirst("");
        if (name.equals(SaslConfigs.SASL_JAAS_CONFIG)) {
            return isJaas(value) ? Optional.empty() : Optional.of("is not a JAAS configuration");
        }
        List<ConfigDef.ConfigKey> keys = DEFINITIONS.stream()
                .map(definition -> definition.configKeys().get(name))
                .filter(Objects::nonNull)
                .toList();
        return keys.isEmpty() || keys.stream().anyMatch(key -> takes(key, value))
                ? Optional.empty()
                : Optional.of("is not what Kafka takes for it");
    }

    @SuppressWarnings("UnusedException") // it quotes the value
    private static boolean takes(ConfigDef.ConfigKey key, String value) {
        if (key.type == ConfigDef.Type.CLASS) {
            return true; // whether it can be loaded is for the process that runs to see
        }
        try {
            Object parsed = ConfigDef.parseType(key.name, value, key.type);
            if (key.validator != null) {
                key.validator.ensureValid(key.name, parsed);
            }
            return true;
        } catch (ConfigException e) {
            return false;
        }
    }

    @SuppressWarnings("UnusedException") // it quotes parts of the value
    private static boolean isJaas(String value) {
        try {
            return !JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(value)))
                    .configurationEntries()
                    .isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
