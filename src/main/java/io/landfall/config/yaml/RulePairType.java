package io.landfall.config.yaml;

import io.landfall.config.PrivacyRule;
import io.landfall.config.schema.Problems;
import io.landfall.config.schema.ScalarType;
import io.landfall.config.schema.Type;
import io.landfall.config.schema.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two rules for one field, which becomes two columns: {@code [tokenize, encrypt]}.
 *
 * @param rule a rule by its word
 */
record RulePairType(ScalarType<PrivacyRule> rule) implements Type<PrivacyRule> {
    static final String EXPECTED = "[tokenize, encrypt] or [tokenize, encrypt_email]";

    @Override
    public String expected() {
        return EXPECTED;
    }

    @Override
    public Optional<PrivacyRule> read(YamlNode tree, Problems problems) {
        if (!(tree instanceof YamlNode.Sequence sequence)) {
            problems.report(tree.at(), "is " + tree.noun(), EXPECTED);
            return Optional.empty();
        }
        List<Optional<PrivacyRule>> rules =
                sequence.items().stream().map(item -> rule.read(item, problems)).toList();
        if (!rules.stream().allMatch(Optional::isPresent)) {
            return Optional.empty();
        }
        Optional<PrivacyRule> pair = pair(rules.stream().map(Optional::get).toList());
        if (pair.isEmpty()) {
            problems.report(
                    tree.at(),
                    "is a list of rules that are no pair: the first makes a token to join by, the second a ciphertext "
                            + "to get the value back from",
                    EXPECTED);
        }
        return pair;
    }

    private static Optional<PrivacyRule> pair(List<PrivacyRule> rules) {
        return rules.size() == 2
                        && rules.get(0) instanceof PrivacyRule.Tokenize
                        && rules.get(1) instanceof PrivacyRule.Encryption encryption
                ? Optional.of(new PrivacyRule.TokenizeAndEncrypt(encryption))
                : Optional.empty();
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> definitions) {
        return Map.of("enum", List.of(List.of("tokenize", "encrypt"), List.of("tokenize", "encrypt_email")));
    }
}
