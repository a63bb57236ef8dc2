package io.landfall.config.schema;

import java.util.function.Function;

/**
 * A key that there is no more.
 *
 * @param reason why
 * @param instead what to write instead, given the mapping that the key is in
 */
public record RetiredKey(String reason, Function<YamlNode.Mapping, String> instead) {}
