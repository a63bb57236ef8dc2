package io.landfall.quality;

import io.landfall.quality.rule.BusinessRule;
import io.landfall.record.RawRecord;

/** A business rule that no record may break. */
final class RuleCheck implements QualityCheck {
    private final BusinessRule rule;
    private final String issue;

    RuleCheck(String name, BusinessRule rule) {
        this.rule = rule;
        this.issue = name + ":rule";
    }

    @Override
    public boolean passes(RawRecord record) {
        return !rule.isBrokenBy(record.value());
    }

    @Override
    public String issue() {
        return issue;
    }
}
