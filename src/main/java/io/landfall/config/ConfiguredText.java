package io.landfall.config;

/**
 * A text of a configuration, at a place where references may stand.
 *
 * @param name which one of the place's texts; empty where it has only one
 */
public record ConfiguredText(ReferencePlace place, String name, Template text) {
    /** Where the text is configured: {@code kafka.properties.sasl.jaas.config}. */
    public String keyPath() {
        return name.isEmpty() ? place.keyPath() : place.keyPath() + "." + name;
    }
}
