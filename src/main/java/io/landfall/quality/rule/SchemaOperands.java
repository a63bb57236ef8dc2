package io.landfall.quality.rule;

import io.landfall.config.expression.Arithmetic;
import io.landfall.config.expression.Comparison;
import io.landfall.config.expression.Kind;
import io.landfall.config.expression.Operands;
import io.landfall.record.FieldPath;
import io.landfall.record.FormerType;
import io.landfall.record.TimeField;
import java.math.BigDecimal;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** What the parts of a rule are for records of a schema. */
final class SchemaOperands implements Operands<Operand> {
    private static final ExactNumber MINUS_ONE = new ExactNumbers.Literal(BigDecimal.ONE.negate());
    private static final ExactNumber THOUSAND = new ExactNumbers.Literal(BigDecimal.valueOf(1_000));

    private final Schema schema;

    SchemaOperands(Schema schema) {
        this.schema = schema;
    }

    @Override
    public Operand number(BigDecimal value) {
        return new ExactNumbers.Literal(value);
    }

    @Override
    public Operand text(String value) {
        return new TextOperand.Quoted(value);
    }

    @Override
    public Operand truth(boolean value) {
        Ternary truth = Ternary.of(value);
        return (Condition) record -> truth;
    }

    /** @throws io.landfall.record.SchemaMismatchException if there is no such field */
    @Override
    public Operand field(String path) {
        FieldPath field = FieldPath.of(schema, path);
        Schema type = field.type();
        if (LogicalTypes.fromSchemaIgnoreInvalid(type) instanceof LogicalTypes.Decimal decimal) {
            return new ExactNumbers.Decimal(field, decimal.getScale());
        }
        return switch (type.getType()) {
            case INT, LONG -> whole(path, field);
            case FLOAT, DOUBLE -> new RealNumber.Field(field);
            case STRING -> TextOperand.string(field);
            case ENUM -> TextOperand.symbol(field);
            case BOOLEAN -> (Condition) record -> truth(field.in(record));
            default -> () -> Kind.OTHER;
        };
    }

    /** A time of the day is a number, of microseconds whatever its unit, so that two of them can be compared. */
    private Operand whole(String path, FieldPath field) {
        String logical = FormerType.logicalName(field.type());
        if (logical.equals("date") || logical.contains("timestamp")) {
            return new TimeOperand.Field(TimeField.of(schema, path));
        }
        ExactNumber number = new ExactNumbers.Whole(field);
        return logical.equals("time-millis") ? new ExactNumbers.Product(number, THOUSAND) : number;
    }

    private static Ternary truth(Object value) {
        return value == null ? Ternary.UNKNOWN : Ternary.of((Boolean) value);
    }

    @Override
    public Kind kind(Operand field) {
        return field.kind();
    }

    @Override
    public Operand missing(String path) {
        FieldPath field = FieldPath.of(schema, path);
        return (Condition) record -> Ternary.of(field.in(record) == null);
    }

    @Override
    public Operand arithmetic(Arithmetic operation, Operand left, Operand right) {
        if (operation != Arithmetic.DIVIDE
                && left instanceof ExactNumber first
                && right instanceof ExactNumber second) {
            return operation == Arithmetic.MULTIPLY
                    ? new ExactNumbers.Product(first, second)
                    : new ExactNumbers.Sum(first, operation == Arithmetic.ADD ? 1 : -1, second);
        }
        return new RealNumber.Calculated(operation, (NumberOperand) left, (NumberOperand) right);
    }

    @Override
    public Operand negative(Operand number) {
        return arithmetic(Arithmetic.MULTIPLY, MINUS_ONE, number);
    }

    @Override
    public Operand absolute(Operand number) {
        return number instanceof ExactNumber exact
                ? new ExactNumbers.Absolute(exact)
                : new RealNumber.Absolute((NumberOperand) number);
    }

    @Override
    public Operand compared(Comparison comparison, Operand left, Operand right) {
        if (left instanceof NumberOperand first) {
            return Comparisons.numbers(comparison, first, (NumberOperand) right);
        }
        if (left instanceof Condition first) {
            return Comparisons.conditions(comparison, first, (Condition) right);
        }
        if (left instanceof TimeOperand || right instanceof TimeOperand) {
            return Comparisons.times(comparison, time(left), time(right));
        }
        return Comparisons.texts(comparison, (TextOperand) left, (TextOperand) right);
    }

    @Override
    public Operand among(Operand value, List<Operand> items) {
        if (value instanceof NumberOperand number) {
            return InList.numbers(
                    number, items.stream().map(NumberOperand.class::cast).toList());
        }
        return InList.of(items.stream()
                .map(item -> (Condition) compared(Comparison.EQUAL, value, item))
                .toList());
    }

    private static TimeOperand time(Operand operand) {
        return operand instanceof TextOperand.Quoted quoted
                ? TimeOperand.Literal.of(quoted.text())
                : (TimeOperand) operand;
    }

    @Override
    public Operand and(Operand left, Operand right) {
        return ((Condition) left).and((Condition) right);
    }

    @Override
    public Operand or(Operand left, Operand right) {
        return ((Condition) left).or((Condition) right);
    }

    @Override
    public Operand not(Operand condition) {
        return ((Condition) condition).not();
    }
}
