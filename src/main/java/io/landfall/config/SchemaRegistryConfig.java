package io.landfall.config;

import io.landfall.config.form.Violation;
import java.util.List;
import java.util.Optional;

/**
 * How to reach a registry that speaks Confluent's REST API.
 *
 * @param url base URL, with path where the registry's API has one
 * @param username and password for HTTP basic authentication, both or none
 */
public record SchemaRegistryConfig(Template url, Optional<Template> username, Optional<Template> password) {
    public SchemaRegistryConfig {
        Require.text(ReferencePlace.REGISTRY_URL, url);
        username.ifPresent(text -> Require.text(ReferencePlace.REGISTRY_USERNAME, text));
        password.ifPresent(text -> Require.text(ReferencePlace.REGISTRY_PASSWORD, text));
        Require.none("schema_registry", url(url));
        Require.none("schema_registry", login(username.isPresent(), password.isPresent()));
    }

    /** A base URL in which no reference is left. */
    public static List<Violation> url(Template url) {
        return url.hasReferences() || url.template().matches("https?://.+")
                ? List.of()
                : List.of(Violation.at("is not a URL", "http:// or https://, then host and port", "url"));
    }

    /** A login has both. */
    public static List<Violation> login(boolean hasUsername, boolean hasPassword) {
        return Violation.ofLonely("username", hasUsername, "password", hasPassword).stream()
                .toList();
    }

    /** For logs: without literal secrets. */
    @Override
    public String toString() {
        return "SchemaRegistryConfig[url=" + Redacted.text("url", url) + ", username=" + username + ", password="
                + password.map(Redacted::secret) + "]";
    }
}
