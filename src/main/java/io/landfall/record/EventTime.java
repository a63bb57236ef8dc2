package io.landfall.record;

import java.util.Optional;
import org.apache.avro.Schema;

/**
 * When what a record tells of happened: the table's event-time field, or Kafka's timestamp where there is none, it is
 * empty or holds no time, and for deletions.
 */
public final class EventTime {
    private final String table;
    private final Optional<String> path;
    private final PerSchema<TimeField> field;

    /**
     * @param table for messages
     * @param path the event-time field; dots reach into nested records
     */
    public EventTime(String table, Optional<String> path) {
        this.table = table;
        this.path = path;
        this.field = new PerSchema<>(schema -> find(schema, path.orElseThrow()));
    }

    /**
     * Whether this schema has what it takes.
     *
     * @throws SchemaMismatchException if it has no such field, or that holds no time
     */
    public void check(Schema candidate) {
        path.ifPresent(name -> find(candidate, name));
    }

    /** Milliseconds since the epoch. */
    public long of(RawRecord record) {
        long kafka = record.position().timestamp();
        if (path.isEmpty() || record.status() == RecordStatus.DELETED) {
            return kafka;
        }
        long micros = field.of(record.value().getSchema()).micros(record.value());
        return micros == TimeField.ABSENT ? kafka : Math.floorDiv(micros, 1000);
    }

    private TimeField find(Schema schema, String name) {
        try {
            return TimeField.of(schema, name);
        } catch (SchemaMismatchException e) {
            throw new SchemaMismatchException("table " + table + ": event_time: " + e.getMessage());
        }
    }
}
