package io.landfall.config;

import java.util.Optional;

/**
 * How to reach a registry that speaks Confluent's REST API.
 *
 * @param url base URL, with path where the registry's API has one
 * @param username and password for HTTP basic authentication, both or none
 */
public record SchemaRegistryConfig(Text url, Optional<Text> username, Optional<Text> password) {
    /** For logs: without literal secrets. */
    @Override
    public String toString() {
        return "SchemaRegistryConfig[url=" + Shown.text("url", url) + ", username=" + username + ", password="
                + password.map(Shown::secret) + "]";
    }
}
