package io.landfall.decode.registry;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach a registry.
 *
 * @param url base URL, with a path where the API has one ({@code http://host:8080/apis/ccompat/v7})
 * @param login for HTTP basic authentication
 * @param timeout for connecting, and again for one answer
 * @param retry what to do while there is no answer
 * @param unknownFor how long "the registry does not know this id" is believed without asking again
 */
public record RegistryConnection(
        URI url, Optional<Login> login, Duration timeout, RetryPolicy retry, Duration unknownFor) {

    /** A user name and a password that does not print. */
    public record Login(String username, String password) {
        @Override
        public String toString() {
            return "Login[" + username + "]";
        }
    }

    public RegistryConnection {
        if (url.getHost() == null || url.getScheme() == null || !url.getScheme().startsWith("http")) {
            throw new IllegalArgumentException("the schema registry's URL must be http(s)://host...");
        }
        if (url.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "give the schema registry's login as username and password, not in its URL");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("the schema registry's URL must end with its path");
        }
    }

    /** With the defaults: answers within 10 s, retries as {@link RetryPolicy#defaults}, unknown ids for 30 s. */
    public static RegistryConnection of(URI url, Optional<Login> login) {
        return new RegistryConnection(
                url, login, Duration.ofSeconds(10), RetryPolicy.defaults(), Duration.ofSeconds(30));
    }
}
