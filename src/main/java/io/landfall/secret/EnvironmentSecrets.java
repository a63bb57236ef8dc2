package io.landfall.secret;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** {@code ${env:NAME}}: an environment variable. */
final class EnvironmentSecrets implements SecretSource {
    private final UnaryOperator<String> environment;

    /** A source that reads the variables of an environment, which says null for those it has not. */
    EnvironmentSecrets(UnaryOperator<String> environment) {
        this.environment = environment;
    }

    @Override
    public Lookup lookup(String name) {
        return Optional.ofNullable(environment.apply(name))
                .filter(value -> !value.isEmpty())
                .<Lookup>map(value -> new Lookup.Found(Secret.of(value)))
                .orElseGet(() -> new Lookup.NotFound("the environment variable is not set, or empty"));
    }
}
