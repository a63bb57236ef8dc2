package io.landfall.config.yaml;

import io.landfall.config.KafkaConfig;
import io.landfall.config.SchemaRegistryConfig;
import io.landfall.config.Template;
import io.landfall.config.schema.Key;
import io.landfall.config.schema.Problems;
import io.landfall.config.schema.Section;
import io.landfall.config.schema.Types;
import io.landfall.config.schema.Values;
import java.util.Map;

/** The sections {@code kafka} and {@code schema_registry}. */
final class ConnectionKeys {
    static final Key<Template> BOOTSTRAP_SERVERS =
            Key.required("bootstrap_servers", Types.text("host:port, several with commas"), "Kafka's brokers.");
    static final Key<Map<String, Template>> PROPERTIES =
            Key.map("properties", new KafkaProperties(), "Kafka client properties, passed through to every client.");
    static final Section KAFKA = Section.of("kafka", "How to reach Kafka.", BOOTSTRAP_SERVERS, PROPERTIES);

    static final Key<Template> URL = Key.required(
            "url", Types.text("the registry's base URL"), "Base URL, with its path where the API has one.");
    static final Key<Template> USERNAME =
            Key.optional("username", Types.text("a user name"), "For HTTP basic authentication, with password.");
    static final Key<Template> PASSWORD = Key.optional(
            "password", Types.text("a reference such as ${env:NAME}"), "For HTTP basic authentication, with username.");
    static final Section SCHEMA_REGISTRY = Section.of(
            "schema_registry",
            "How to reach a schema registry that speaks Confluent's REST API.",
            URL,
            USERNAME,
            PASSWORD);

    private ConnectionKeys() {}

    static KafkaConfig kafka(Values values) {
        return new KafkaConfig(values.get(BOOTSTRAP_SERVERS), values.get(PROPERTIES));
    }

    static SchemaRegistryConfig schemaRegistry(Values values) {
        return new SchemaRegistryConfig(values.get(URL), values.find(USERNAME), values.find(PASSWORD));
    }

    static void check(Values schemaRegistry, Problems problems) {
        problems.report(
                schemaRegistry, SchemaRegistryConfig.login(schemaRegistry.has(USERNAME), schemaRegistry.has(PASSWORD)));
        schemaRegistry.find(URL).ifPresent(url -> problems.report(schemaRegistry, SchemaRegistryConfig.url(url)));
    }
}
