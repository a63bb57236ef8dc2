package io.landfall.record;

import java.util.IdentityHashMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a stage works out once per schema, found again by the schema's identity: schemas are compared with {@code ==}, as
 * equality would walk them for every record. Safe for use by several threads.
 *
 * @param <P> what the stage works out, for instance positions of fields
 */
public final class PerSchema<P> {
    private final Function<Schema, P> compile;
    private volatile IdentityHashMap<Schema, P> compiled = new IdentityHashMap<>();
    private volatile @Nullable Last<P> last;

    private record Last<P>(Schema schema, P plan) {}

    /**
     * @param compile called once per schema object
     */
    public PerSchema(Function<Schema, P> compile) {
        this.compile = compile;
    }

    /** The plan for a schema; whatever compiling throws, this throws. */
    @SuppressWarnings("ReferenceEquality") // the point of this class
    public P of(Schema schema) {
        @Nullable Last<P> seen = last;
        if (seen != null && seen.schema == schema) {
            return seen.plan;
        }
        P plan = compiled.get(schema);
        if (plan == null) {
            plan = add(schema);
        }
        last = new Last<>(schema, plan);
        return plan;
    }

    private synchronized P add(Schema schema) {
        P plan = compiled.get(schema);
        if (plan == null) {
            plan = compile.apply(schema);
            IdentityHashMap<Schema, P> more = new IdentityHashMap<>(compiled);
            more.put(schema, plan);
            compiled = more;
        }
        return plan;
    }
}
