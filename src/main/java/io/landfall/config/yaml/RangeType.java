package io.landfall.config.yaml;

import io.landfall.config.QualityConfig;
import io.landfall.config.form.Violation;
import io.landfall.config.schema.Problems;
import io.landfall.config.schema.Type;
import io.landfall.config.schema.Types;
import io.landfall.config.schema.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code [smallest, largest]}; one of them may be {@code null}. */
final class RangeType implements Type<QualityConfig.Range> {
    @Override
    public String expected() {
        return QualityConfig.Range.EXPECTED;
    }

    @Override
    public Optional<QualityConfig.Range> read(YamlNode tree, Problems problems) {
        if (!(tree instanceof YamlNode.Sequence sequence)) {
            problems.report(tree.at(), "is " + tree.noun(), expected());
            return Optional.empty();
        }
        List<YamlNode> ends = sequence.items();
        if (ends.size() != 2) {
            problems.report(tree.at(), "has " + ends.size() + " items instead of two", expected());
            return Optional.empty();
        }
        Optional<Double> min = end(ends.get(0), problems);
        Optional<Double> max = end(ends.get(1), problems);
        boolean wrong = (min.isEmpty() && !isOpen(ends.get(0))) || (max.isEmpty() && !isOpen(ends.get(1)));
        if (wrong) {
            return Optional.empty();
        }
        List<Violation> violations = QualityConfig.Range.wrong(min, max);
        violations.forEach(violation -> problems.report(tree.at(), violation));
        return violations.isEmpty() ? Optional.of(new QualityConfig.Range(min, max)) : Optional.empty();
    }

    private static boolean isOpen(YamlNode end) {
        return end instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.NULL;
    }

    private static Optional<Double> end(YamlNode end, Problems problems) {
        return isOpen(end) ? Optional.empty() : Types.NUMBER.read(end, problems);
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", Map.of("type", List.of("number", "null")));
        schema.put("minItems", 2);
        schema.put("maxItems", 2);
        schema.put("contains", Map.of("type", "number"));
        return schema;
    }
}
