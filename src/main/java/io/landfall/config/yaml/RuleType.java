package io.landfall.config.yaml;

import io.landfall.config.QualityConfig;
import io.landfall.config.form.Violation;
import io.landfall.config.schema.Location;
import io.landfall.config.schema.Problems;
import io.landfall.config.schema.Type;
import io.landfall.config.schema.Types;
import io.landfall.config.schema.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A business rule's expression, kept as it is written: what it becomes depends on the table's schema. */
final class RuleType implements Type<String> {
    @Override
    public String expected() {
        return "a condition, such as total == price * quantity";
    }

    @Override
    public Optional<String> read(YamlNode tree, Problems problems) {
        return Types.PLAIN.read(tree, problems).filter(expression -> isRight(expression, tree.at(), problems));
    }

    private static boolean isRight(String expression, Location at, Problems problems) {
        List<Violation> violations = QualityConfig.condition(expression);
        violations.forEach(violation -> problems.report(at, violation));
        return violations.isEmpty();
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> definitions) {
        return Types.PLAIN.schema(definitions);
    }
}
