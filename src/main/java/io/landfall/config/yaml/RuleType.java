package io.landfall.config.yaml;

import io.landfall.config.expression.ExpressionException;
import io.landfall.config.expression.ExpressionParser;
import io.landfall.config.schema.Location;
import io.landfall.config.schema.Problems;
import io.landfall.config.schema.Type;
import io.landfall.config.schema.Types;
import io.landfall.config.schema.YamlNode;
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
        if (expression.contains("${")) {
            problems.report(at, "a reference is not possible here", "a condition without ${");
            return false;
        }
        try {
            ExpressionParser.check(expression);
            return true;
        } catch (ExpressionException e) {
            problems.report(at, e.wrong(), e.expected());
            return false;
        }
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> definitions) {
        return Types.PLAIN.schema(definitions);
    }
}
