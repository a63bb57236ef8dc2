package io.landfall.quality.rule;

import io.landfall.config.expression.ExpressionException;
import io.landfall.record.SchemaMismatchException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** A rule that is ready for the records of one schema. */
public final class BusinessRule {
    private final Condition condition;

    private BusinessRule(Condition condition) {
        this.condition = condition;
    }

    /**
     * A rule for records of a schema.
     *
     * @throws SchemaMismatchException if the expression is no condition, or does not fit the schema
     */
    public static BusinessRule of(String expression, Schema schema) {
        try {
            return new BusinessRule(RuleCompiler.compile(expression, schema));
        } catch (ExpressionException e) {
            throw new SchemaMismatchException(String.valueOf(e.getMessage()));
        }
    }

    /** Whether a record is known to break it; not so where a missing value leaves that open. */
    public boolean isBrokenBy(GenericRecord record) {
        return condition.of(record) == Ternary.FALSE;
    }
}
