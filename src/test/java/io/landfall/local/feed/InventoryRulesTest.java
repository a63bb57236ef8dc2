package io.landfall.local.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.TableConfig;
import io.landfall.config.yaml.ConfigLoader;
import io.landfall.decode.Decoder;
import io.landfall.decode.TableSchemas;
import io.landfall.decode.registry.InMemoryRegistry;
import io.landfall.quality.Scorer;
import io.landfall.record.Outcome;
import io.landfall.record.Position;
import io.landfall.record.RawRecord;
import io.landfall.record.ScoredRecord;
import io.landfall.record.SourceRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The business rule of the inventory example, on records of the table as they come from Kafka. */
class InventoryRulesTest {
    private static final long MICROS = 1_800_000_000_000_000L;
    private static final String RULE = "total_adds_up:rule";

    private final Rows rows = GeneratedTable.ORDER_DETAILS.rows();
    private final RandomGenerator random = new SplittableRandom(1);
    private WireEncoder encoder;
    private Decoder decoder;
    private Scorer scorer;

    @BeforeEach
    void configure() {
        TableConfig table = ConfigLoader.load(Path.of("src/examples/inventory/landfall.yaml"), Optional.of("uat"))
                .tables()
                .get(GeneratedTable.ORDER_DETAILS.table());
        InMemoryRegistry registry = new InMemoryRegistry();
        int id = registry.register(table.source().subject(), GeneratedTable.ORDER_DETAILS.schema());
        encoder = new WireEncoder(GeneratedTable.ORDER_DETAILS.schema(), id);
        decoder = new Decoder(new TableSchemas(table, registry));
        scorer = new Scorer(table);
    }

    private ScoredRecord scored(GenericRecord row) {
        SourceRecord source = new SourceRecord(
                new Position("order_details", 0, 1, MICROS / 1_000), new byte[] {1}, encoder.encode(row));
        RawRecord raw = ((Outcome.Passed<RawRecord>) decoder.decode(source)).record();
        return ((Outcome.Passed<ScoredRecord>) scorer.score(raw)).record();
    }

    @Test
    void shouldFindThatTheTotalsOfTheDemoAddUp() {
        for (int i = 0; i < 1_000; i++) {
            ScoredRecord scored = scored(rows.row(i, MICROS, random));

            assertThat(scored.issues()).isEmpty();
            assertThat(scored.score()).isEqualTo(100);
        }
    }

    @Test
    void shouldFindATotalThatIsACentOff() {
        GenericRecord row = rows.row(1, MICROS, random);
        row.put("quantity", 3);
        row.put("unit_price", AvroValues.decimal(1_999));
        row.put("line_total", AvroValues.decimal(5_997));
        assertThat(scored(row).issues()).isEmpty();

        row.put("line_total", AvroValues.decimal(5_998));
        assertThat(scored(row).issues()).containsExactly(RULE);
        assertThat(scored(row).score()).isEqualTo(90);
    }

    @Test
    void shouldFindSomeWrongTotalsAmongTheSpoiltRowsOfTheDemo() {
        int alone = 0;
        for (int i = 0; i < 1_000; i++) {
            GenericRecord row = rows.row(i, MICROS, random);
            rows.spoil(row, random);
            ScoredRecord scored = scored(row);

            assertThat(scored.issues()).isNotEmpty();
            alone += scored.issues().equals(List.of(RULE)) ? 1 : 0;
        }
        assertThat(alone).isBetween(150, 350);
    }
}
