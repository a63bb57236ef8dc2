package io.landfall.quality.rule;

import io.landfall.config.expression.ArithmeticOperator;
import io.landfall.config.expression.ComparisonOperator;
import io.landfall.config.expression.Expression;
import io.landfall.config.expression.ExpressionException;
import io.landfall.config.expression.ExpressionParser;
import io.landfall.config.expression.ExpressionVisitor;
import io.landfall.config.expression.Kind;
import io.landfall.record.FieldPath;
import io.landfall.record.FormerType;
import io.landfall.record.TimeField;
import java.math.BigDecimal;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Makes of an expression's tree what evaluates it for records of a schema. */
final class RuleCompiler implements ExpressionVisitor<Operand> {
    private static final ExactNumber MINUS_ONE = new ExactNumbers.Literal(BigDecimal.ONE.negate());
    private static final ExactNumber THOUSAND = new ExactNumbers.Literal(BigDecimal.valueOf(1_000));

    private final Schema schema;

    private RuleCompiler(Schema schema) {
        this.schema = schema;
    }

    /**
     * A condition for records of a schema.
     *
     * @throws ExpressionException if the expression is none, or its parts do not go together for the schema's types
     * @throws io.landfall.record.SchemaMismatchException if the schema lacks a field, or a text stands for no time
     */
    static Condition compile(String expression, Schema schema) throws ExpressionException {
        RuleCompiler compiler = new RuleCompiler(schema);
        Expression tree =
                ExpressionParser.parse(expression, path -> compiler.field(path).kind());
        return (Condition) tree.fold(compiler);
    }

    @Override
    public Operand number(Expression.NumberLiteral literal) {
        return new ExactNumbers.Literal(literal.value());
    }

    @Override
    public Operand text(Expression.TextLiteral literal) {
        return new TextOperand.Quoted(literal.value());
    }

    @Override
    public Operand truth(Expression.BooleanLiteral literal) {
        Ternary truth = Ternary.of(literal.value());
        return (Condition) record -> truth;
    }

    @Override
    public Operand field(Expression.FieldReference field) {
        return field(field.path());
    }

    private Operand field(String path) {
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

    private static Ternary truth(@Nullable Object value) {
        return value == null ? Ternary.UNKNOWN : Ternary.of((Boolean) value);
    }

    @Override
    public Operand arithmetic(Expression.Arithmetic arithmetic, Operand left, Operand right) {
        return calculated(arithmetic.operator(), (NumberOperand) left, (NumberOperand) right);
    }

    private static Operand calculated(ArithmeticOperator operator, NumberOperand left, NumberOperand right) {
        if (operator != ArithmeticOperator.DIVIDE
                && left instanceof ExactNumber first
                && right instanceof ExactNumber second) {
            return operator == ArithmeticOperator.MULTIPLY
                    ? new ExactNumbers.Product(first, second)
                    : new ExactNumbers.Sum(first, operator == ArithmeticOperator.ADD ? 1 : -1, second);
        }
        return new RealNumber.Calculated(operator, left, right);
    }

    @Override
    public Operand negative(Expression.Negative negative, Operand number) {
        return calculated(ArithmeticOperator.MULTIPLY, MINUS_ONE, (NumberOperand) number);
    }

    @Override
    public Operand absolute(Expression.Absolute absolute, Operand number) {
        return number instanceof ExactNumber exact
                ? new ExactNumbers.Absolute(exact)
                : new RealNumber.Absolute((NumberOperand) number);
    }

    @Override
    public Operand comparison(Expression.Comparison comparison, Operand left, Operand right) {
        return compared(comparison.operator(), left, right);
    }

    private static Condition compared(ComparisonOperator operator, Operand left, Operand right) {
        if (left instanceof NumberOperand first) {
            return Comparisons.numbers(operator, first, (NumberOperand) right);
        }
        if (left instanceof Condition first) {
            return Comparisons.conditions(operator, first, (Condition) right);
        }
        if (left instanceof TimeOperand || right instanceof TimeOperand) {
            return Comparisons.times(operator, time(left), time(right));
        }
        return Comparisons.texts(operator, (TextOperand) left, (TextOperand) right);
    }

    private static TimeOperand time(Operand operand) {
        return operand instanceof TextOperand.Quoted quoted
                ? TimeOperand.Literal.of(quoted.text())
                : (TimeOperand) operand;
    }

    @Override
    public Operand inList(Expression.InList inList, Operand value, List<Operand> items) {
        if (value instanceof NumberOperand number) {
            return InListCondition.numbers(
                    number, items.stream().map(NumberOperand.class::cast).toList());
        }
        return InListCondition.of(items.stream()
                .map(item -> compared(ComparisonOperator.EQUAL, value, item))
                .toList());
    }

    @Override
    public Operand isNull(Expression.IsNull isNull) {
        FieldPath field = FieldPath.of(schema, isNull.field().path());
        return (Condition) record -> Ternary.of(field.in(record) == null);
    }

    @Override
    public Operand and(Expression.And and, Operand left, Operand right) {
        return ((Condition) left).and((Condition) right);
    }

    @Override
    public Operand or(Expression.Or or, Operand left, Operand right) {
        return ((Condition) left).or((Condition) right);
    }

    @Override
    public Operand not(Expression.Not not, Operand condition) {
        return ((Condition) condition).not();
    }
}
