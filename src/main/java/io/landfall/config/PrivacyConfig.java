package io.landfall.config;

import io.landfall.config.form.Spelling;
import java.util.Map;

/**
 * How a table's personal data is protected.
 *
 * @param rules by field path ({@code address.street} reaches into nested records)
 */
public record PrivacyConfig(Map<String, PrivacyRule> rules) {
    public PrivacyConfig {
        rules = Require.copy(rules);
        rules.keySet().forEach(field -> Require.form("privacy", field, Spelling.FIELD));
        Require.none("", TableRules.privacy(rules));
    }
}
