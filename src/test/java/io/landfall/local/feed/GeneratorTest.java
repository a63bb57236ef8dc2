package io.landfall.local.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<GeneratedTable, Integer> IDS = Arrays.stream(GeneratedTable.values())
            .collect(Collectors.toMap(table -> table, table -> table.table().hashCode()));

    private final MessageReader reader = new MessageReader();
    private final Generator generator = new Generator(42, IDS);

    @Test
    void shouldMakeTheSameBlockAgain() {
        List<Message> once = generator.block(7, Generator.BLOCK, START);
        List<Message> again = new Generator(42, IDS).block(7, Generator.BLOCK, START);
        for (int i = 0; i < Generator.BLOCK; i++) {
            assertThat(again.get(i).value()).isEqualTo(once.get(i).value());
            assertThat(again.get(i).key()).isEqualTo(once.get(i).key());
            assertThat(again.get(i).fate()).isEqualTo(once.get(i).fate());
        }
    }

    @Test
    void shouldBeginAPartOfABlockAsTheWhole() {
        List<Message> whole = generator.block(3, Generator.BLOCK, START);
        List<Message> part = generator.block(3, 100, START);
        assertThat(part).hasSize(100);
        assertThat(part.get(99).value()).isEqualTo(whole.get(99).value());
    }

    @Test
    void shouldMakeEveryFateForEveryTable() {
        Set<String> seen = new HashSet<>();
        for (long block = 0; block < 300; block++) {
            generator.block(block, Generator.BLOCK, START).forEach(m -> seen.add(m.table() + " " + m.fate()));
        }
        int all = GeneratedTable.values().length * Expected.values().length;
        assertThat(seen).hasSize(all - 1).doesNotContain("bz_customers " + Expected.SKIPPED);
    }

    @Test
    void shouldNumberTheRecordsOfEachTableWithoutAGap() {
        Map<GeneratedTable, Long> next = new EnumMap<>(GeneratedTable.class);
        for (long record = 0; record < 1_000; record++) {
            GeneratedTable table = GeneratedTable.of(record);
            assertThat(table.numberOf(record)).isEqualTo(next.getOrDefault(table, 0L));
            next.merge(table, 1L, Long::sum);
        }
        assertThat(next).hasSameSizeAs(GeneratedTable.values());
    }

    @Test
    void shouldDeleteACustomerOnceAndNotBeforeItsTurn() {
        Set<Long> deleted = new HashSet<>();
        long newest = 0;
        for (long block = 0; block < 300; block++) {
            for (Message message : generator.block(block, Generator.BLOCK, START)) {
                if (message.table().equals(GeneratedTable.CUSTOMERS.table())) {
                    long id = Long.parseLong(new String(message.key(), StandardCharsets.UTF_8));
                    if (message.value() == null) {
                        assertThat(id).isLessThanOrEqualTo(newest + 1);
                        assertThat(deleted.add(id)).isTrue();
                    } else {
                        newest = Math.max(newest, id);
                    }
                }
            }
        }
        assertThat(deleted).hasSizeGreaterThan(10);
    }

    @Test
    void shouldReferToRowsThatAreThere() {
        Map<String, GeneratedTable> references = Map.of(
                "customer_id", GeneratedTable.CUSTOMERS,
                "order_id", GeneratedTable.ORDERS,
                "product_id", GeneratedTable.PRODUCTS,
                "supplier_id", GeneratedTable.SUPPLIERS,
                "warehouse_id", GeneratedTable.WAREHOUSES);
        long records = 0;
        for (long block = 0; block < 20; block++) {
            for (Message message : generator.block(block, Generator.BLOCK, START)) {
                records++;
                if (message.fate() != Expected.ROW || message.value() == null) {
                    continue;
                }
                GenericRecord row = reader.read(message);
                for (Map.Entry<String, GeneratedTable> reference : references.entrySet()) {
                    // Of a hundred records in turn some come before what they refer to.
                    long newest = reference.getValue().numberOf(records + 100);
                    if (row.hasField(reference.getKey())) {
                        assertThat((Long) row.get(reference.getKey()))
                                .as(message.table() + "." + reference.getKey())
                                .isBetween(1L, newest);
                    }
                }
            }
        }
    }

    private static GeneratedTable table(Message message) {
        return Arrays.stream(GeneratedTable.values())
                .filter(table -> table.table().equals(message.table()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldSendOnlyRowsOfTheBlockAgain() {
        for (long block = 0; block < 20; block++) {
            Set<String> rows = new HashSet<>();
            for (Message message : generator.block(block, Generator.BLOCK, START)) {
                String identity = message.table() + Arrays.toString(message.key()) + Arrays.toString(message.value());
                switch (message.fate()) {
                    case ROW -> assertThat(rows.add(identity)).isTrue();
                    case DUPLICATE -> assertThat(rows).contains(identity);
                    default -> assertThat(rows).doesNotContain(identity);
                }
            }
        }
    }

    @Test
    void shouldWriteRowsThatTheirSchemaReads() throws IOException {
        for (Message message : generator.block(0, Generator.BLOCK, START)) {
            if (message.fate() == Expected.ROW && message.value() != null) {
                GeneratedTable table = table(message);
                ByteBuffer bytes = ByteBuffer.wrap(message.value());
                assertThat(bytes.get()).isZero();
                assertThat(bytes.getInt()).isEqualTo(IDS.get(table));
                var decoder =
                        DecoderFactory.get().binaryDecoder(message.value(), bytes.position(), bytes.remaining(), null);
                assertThat(new GenericDatumReader<>(table.schema()).read(null, decoder))
                        .isNotNull();
                assertThat(decoder.isEnd()).isTrue();
            }
        }
    }
}
