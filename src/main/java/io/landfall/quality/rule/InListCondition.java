package io.landfall.quality.rule;

import io.landfall.config.expression.ComparisonOperator;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/** Whether a value is one of several: true where it is the same as one, and unknown where it is not but might be. */
final class InListCondition {
    private InListCondition() {}

    /** By comparisons of a value that costs little, a field or a text. */
    static Condition of(List<Condition> comparisons) {
        return record -> {
            Ternary any = Ternary.FALSE;
            for (int i = 0; i < comparisons.size() && any != Ternary.TRUE; i++) {
                any = any.or(comparisons.get(i).of(record));
            }
            return any;
        };
    }

    /** Of a number, which may be a long calculation: it is done once for the exact items, and once for the others. */
    static Condition numbers(NumberOperand value, List<NumberOperand> items) {
        List<Comparisons.Exact> exact = new ArrayList<>();
        List<Comparisons.Real> real = new ArrayList<>();
        for (NumberOperand item : items) {
            if (value instanceof ExactNumber first && item instanceof ExactNumber second) {
                exact.add(new Comparisons.Exact(ComparisonOperator.EQUAL, first, second));
            } else {
                real.add(new Comparisons.Real(ComparisonOperator.EQUAL, value, item));
            }
        }
        List<Condition> groups = new ArrayList<>();
        if (!exact.isEmpty()) {
            groups.add(record -> exact((ExactNumber) value, exact, record));
        }
        if (!real.isEmpty()) {
            groups.add(record -> real(value, real, record));
        }
        return of(groups);
    }

    private static Ternary exact(ExactNumber value, List<Comparisons.Exact> comparisons, GenericRecord record) {
        long units = value.units(record);
        Ternary any = Ternary.FALSE;
        for (int i = 0; i < comparisons.size() && any != Ternary.TRUE; i++) {
            any = any.or(comparisons.get(i).of(units, record));
        }
        return any;
    }

    private static Ternary real(NumberOperand value, List<Comparisons.Real> comparisons, GenericRecord record) {
        double number = value.real(record);
        Ternary any = Ternary.FALSE;
        for (int i = 0; i < comparisons.size() && any != Ternary.TRUE; i++) {
            any = any.or(comparisons.get(i).of(number, record));
        }
        return any;
    }
}
