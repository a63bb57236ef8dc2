package io.landfall.landing.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.Utf8;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Takes Avro records apart into Parquet's columns: worked out once per row group, applied by position. Each value goes with its
 * repetition and definition level, as in Melnik et al., "Dremel: Interactive Analysis of Web-Scale Datasets". The layout
 * is that of Parquet's {@code AvroSchemaConverter} with lists of three levels.
 */
final class ColumnTree {
    private final RecordNode root;

    /** Counts the bytes of texts and byte strings, which are what makes a row large. */
    static final class Tally {
        private long bytes;

        long bytes() {
            return bytes;
        }
    }

    /**
     * Binds a schema to the columns of a row group.
     *
     * @param schema of the records
     * @param type what {@code AvroSchemaConverter} makes of the schema
     * @param tally of what was written so far, here and to other row groups
     */
    ColumnTree(Schema schema, MessageType type, ColumnWriteStore columns, Tally tally) {
        this.root = new RecordNode(new Binding(type, columns, tally).fields(schema, type, List.of(), 0, 0));
    }

    /**
     * Writes the values of some records, column by column: what a column needs stays in the processor's cache, and each of the
     * calls goes where the last one went. The values must not change afterwards.
     *
     * @param count of the records in the array, from its beginning
     */
    void write(IndexedRecord[] records, int count) {
        root.write(records, count);
    }

    /** The columns of one value. */
    interface Node {
        /**
         * Writes a value.
         *
         * @param repetition level of the value
         * @param definition level that is reached without it
         */
        void write(Object value, int repetition, int definition);

        /** Says in all columns that the value, or what it would be in, is not there. */
        void writeNull(int repetition, int definition);
    }

    /** Makes nodes. */
    private record Binding(MessageType message, ColumnWriteStore columns, Tally tally) {

        Node[] fields(Schema record, GroupType group, List<String> path, int repetition, int definition) {
            List<Schema.Field> fields = record.getFields();
            Node[] nodes = new Node[fields.size()];
            for (int i = 0; i < nodes.length; i++) {
                nodes[i] = node(fields.get(i).schema(), group.getType(i), path, repetition, definition);
            }
            return nodes;
        }

        /**
         * A node for a field of a group.
         *
         * @param outer the path of the group
         * @param repetition level of the group
         * @param definition level of the group
         */
        private Node node(Schema schema, Type type, List<String> outer, int repetition, int definition) {
            List<String> path = with(outer, type);
            if (type.isRepetition(Type.Repetition.OPTIONAL)) {
                return new OptionalNode(present(schema, type, path, repetition, definition + 1));
            }
            return present(schema, type, path, repetition, definition);
        }

        private Node present(Schema schema, Type type, List<String> path, int repetition, int definition) {
            return switch (schema.getType()) {
                case UNION -> union(schema, type, path, repetition, definition);
                case RECORD -> new RecordNode(fields(schema, type.asGroupType(), path, repetition, definition));
                case ARRAY -> {
                    GroupType list = type.asGroupType().getType(0).asGroupType();
                    List<String> inner = with(path, list);
                    Node items = node(schema.getElementType(), list.getType(0), inner, repetition + 1, definition + 1);
                    yield new ListNode(items, repetition + 1);
                }
                case MAP -> {
                    GroupType entry = type.asGroupType().getType(0).asGroupType();
                    List<String> inner = with(path, entry);
                    Schema key = Schema.create(Schema.Type.STRING);
                    yield new MapNode(
                            node(key, entry.getType(0), inner, repetition + 1, definition + 1),
                            node(schema.getValueType(), entry.getType(1), inner, repetition + 1, definition + 1),
                            repetition + 1);
                }
                default -> leaf(schema, column(path));
            };
        }

        private Node union(Schema union, Type type, List<String> path, int repetition, int definition) {
            List<Schema> branches = union.getTypes().stream()
                    .filter(branch -> branch.getType() != Schema.Type.NULL)
                    .toList();
            if (branches.size() == 1) {
                return present(branches.get(0), type, path, repetition, definition);
            }
            GroupType group = type.asGroupType();
            Node[] members = new Node[branches.size()];
            for (int i = 0; i < members.length; i++) {
                members[i] = node(branches.get(i), group.getType(i), path, repetition, definition);
            }
            return new UnionNode(Schema.createUnion(branches), members);
        }

        private static List<String> with(List<String> path, Type next) {
            List<String> longer = new ArrayList<>(path);
            longer.add(next.getName());
            return longer;
        }

        private ColumnWriter column(List<String> path) {
            ColumnDescriptor column = message.getColumnDescription(path.toArray(String[]::new));
            return columns.getColumnWriter(column);
        }

        private Node leaf(Schema schema, ColumnWriter column) {
            return switch (schema.getType()) {
                case BOOLEAN -> new BooleanLeaf(column);
                case INT -> new IntLeaf(column);
                case LONG -> new LongLeaf(column);
                case FLOAT -> new FloatLeaf(column);
                case DOUBLE -> new DoubleLeaf(column);
                case STRING, ENUM -> new TextLeaf(column, tally);
                case BYTES -> new BytesLeaf(column, tally);
                case FIXED -> new FixedLeaf(column);
                default -> throw new IllegalArgumentException("no column holds " + schema.getType());
            };
        }
    }

    private record OptionalNode(Node present) implements Node {
        @Override
        public void write(Object value, int repetition, int definition) {
            if (value == null) {
                present.writeNull(repetition, definition);
            } else {
                present.write(value, repetition, definition + 1);
            }
        }

        @Override
        public void writeNull(int repetition, int definition) {
            present.writeNull(repetition, definition);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // made here and never handed on
    private record RecordNode(Node[] fields) implements Node {
        void write(IndexedRecord[] records, int count) {
            for (int i = 0; i < fields.length; i++) {
                writeColumn(fields[i], i, records, count);
            }
        }

        private static void writeColumn(Node field, int position, IndexedRecord[] records, int count) {
            for (int i = 0; i < count; i++) {
                field.write(records[i].get(position), 0, 0);
            }
        }

        @Override
        public void write(Object value, int repetition, int definition) {
            IndexedRecord record = (IndexedRecord) value;
            for (int i = 0; i < fields.length; i++) {
                fields[i].write(record.get(i), repetition, definition);
            }
        }

        @Override
        public void writeNull(int repetition, int definition) {
            for (Node field : fields) {
                field.writeNull(repetition, definition);
            }
        }
    }

    /** Exactly one member has a value. */
    @SuppressWarnings("ArrayRecordComponent") // made here and never handed on
    private record UnionNode(Schema branches, Node[] members) implements Node {
        @Override
        public void write(Object value, int repetition, int definition) {
            int branch = branchOf(value);
            for (int i = 0; i < members.length; i++) {
                if (i == branch) {
                    members[i].write(value, repetition, definition);
                } else {
                    members[i].writeNull(repetition, definition);
                }
            }
        }

        @SuppressWarnings("UnusedException") // Avro's message prints the value
        private int branchOf(Object value) {
            try {
                return GenericData.get().resolveUnion(branches, value);
            } catch (AvroRuntimeException e) {
                throw new IllegalStateException(
                        "a value of " + (value == null ? null : value.getClass()) + " is in no branch of its union");
            }
        }

        @Override
        public void writeNull(int repetition, int definition) {
            for (Node member : members) {
                member.writeNull(repetition, definition);
            }
        }
    }

    private record ListNode(Node items, int level) implements Node {
        @Override
        public void write(Object value, int repetition, int definition) {
            Collection<?> list = (Collection<?>) value;
            if (list.isEmpty()) {
                items.writeNull(repetition, definition);
                return;
            }
            int current = repetition;
            for (Object item : list) {
                items.write(item, current, definition + 1);
                current = level;
            }
        }

        @Override
        public void writeNull(int repetition, int definition) {
            items.writeNull(repetition, definition);
        }
    }

    private record MapNode(Node keys, Node values, int level) implements Node {
        @Override
        public void write(Object value, int repetition, int definition) {
            Map<?, ?> map = (Map<?, ?>) value;
            if (map.isEmpty()) {
                writeNull(repetition, definition);
                return;
            }
            int current = repetition;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                keys.write(entry.getKey(), current, definition + 1);
                values.write(entry.getValue(), current, definition + 1);
                current = level;
            }
        }

        @Override
        public void writeNull(int repetition, int definition) {
            keys.writeNull(repetition, definition);
            values.writeNull(repetition, definition);
        }
    }

    /** One column. */
    private abstract static class Leaf implements Node {
        final ColumnWriter column;

        Leaf(ColumnWriter column) {
            this.column = column;
        }

        @Override
        public final void writeNull(int repetition, int definition) {
            column.writeNull(repetition, definition);
        }
    }

    private static final class BooleanLeaf extends Leaf {
        BooleanLeaf(ColumnWriter column) {
            super(column);
        }

        @Override
        public void write(Object value, int repetition, int definition) {
            column.write((boolean) value, repetition, definition);
        }
    }

    private static final class IntLeaf extends Leaf {
        IntLeaf(ColumnWriter column) {
            super(column);
        }

        @Override
        public void write(Object value, int repetition, int definition) {
            column.write((int) value, repetition, definition);
        }
    }

    private static final class LongLeaf extends Leaf {
        LongLeaf(ColumnWriter column) {
            super(column);
        }

        @Override
        public void write(Object value, int repetition, int definition) {
            column.write((long) value, repetition, definition);
        }
    }

    private static final class FloatLeaf extends Leaf {
        FloatLeaf(ColumnWriter column) {
            super(column);
        }

        @Override
        public void write(Object value, int repetition, int definition) {
            column.write((float) value, repetition, definition);
        }
    }

    private static final class DoubleLeaf extends Leaf {
        DoubleLeaf(ColumnWriter column) {
            super(column);
        }

        @Override
        public void write(Object value, int repetition, int definition) {
            column.write((double) value, repetition, definition);
        }
    }

    /** Texts, and the symbols of enumerations. Columns that have one value for all rows get the same object again and again. */
    private static final class TextLeaf extends Leaf {
        private @Nullable Object last;
        private Binary lastBytes = Binary.EMPTY;
        private final Tally tally;

        TextLeaf(ColumnWriter column, Tally tally) {
            super(column);
            this.tally = tally;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // equal texts that are not the same object just take the longer way
        public void write(Object value, int repetition, int definition) {
            // A text that is not there must fail, not pass for the last one.
            if (last == null || value != last) {
                lastBytes = Binary.fromConstantByteArray(bytes(value));
                last = value;
            }
            tally.bytes += lastBytes.length();
            column.write(lastBytes, repetition, definition);
        }

        private static byte[] bytes(Object value) {
            if (value instanceof Utf8 text) {
                byte[] bytes = text.getBytes();
                return bytes.length == text.getByteLength() ? bytes : Arrays.copyOf(bytes, text.getByteLength());
            }
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    private static final class BytesLeaf extends Leaf {
        private final Tally tally;

        BytesLeaf(ColumnWriter column, Tally tally) {
            super(column);
            this.tally = tally;
        }

        @Override
        public void write(Object value, int repetition, int definition) {
            Binary bytes = Binary.fromConstantByteBuffer((ByteBuffer) value);
            tally.bytes += bytes.length();
            column.write(bytes, repetition, definition);
        }
    }

    private static final class FixedLeaf extends Leaf {
        FixedLeaf(ColumnWriter column) {
            super(column);
        }

        @Override
        public void write(Object value, int repetition, int definition) {
            column.write(Binary.fromConstantByteArray(((GenericFixed) value).bytes()), repetition, definition);
        }
    }
}
