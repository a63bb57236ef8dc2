package io.landfall.config;

import java.util.Optional;

/**
 * How to reach a registry that speaks Confluent's REST API.
 *
 * @param url base URL, with path where the registry's API has one
 * @param username and password for HTTP basic authentication, both or none
 */
public record SchemaRegistryConfig(Template url, Optional<Template> username, Optional<Template> password) {
    /** For logs: without literal secrets. */
    @Override
    public String toString() {
        return "SchemaRegistryConfig[url=" + Redacted.text("url", url) + ", username=" + username + ", password="
                + password.map(Redacted::secret) + "]";
    }
}
