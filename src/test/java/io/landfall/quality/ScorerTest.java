package io.landfall.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.config.QualityConfig;
import io.landfall.config.QualityConfig.Range;
import io.landfall.config.QualityConfig.Temporal;
import io.landfall.config.SourceConfig;
import io.landfall.config.TableConfig;
import io.landfall.config.TestConfigs;
import io.landfall.record.Outcome;
import io.landfall.record.Position;
import io.landfall.record.QuarantineReason;
import io.landfall.record.RawRecord;
import io.landfall.record.RecordStatus;
import io.landfall.record.SchemaMismatchException;
import io.landfall.record.ScoredRecord;
import io.landfall.record.SourceRecord;
import io.landfall.record.WriterSchema;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

class ScorerTest {
    private static final long KAFKA = 1_700_000_000_000L;
    private static final long DAY = 86_400_000L;
    private static final Schema SCHEMA = new Schema.Parser()
            .parse(
                    """
            {"type":"record","name":"Order","namespace":"io.acme","fields":[
              {"name":"order_id","type":["null","long"]},
              {"name":"email","type":["null","string"]},
              {"name":"status","type":["null","string"]},
              {"name":"kind","type":["null",{"type":"enum","name":"Kind","symbols":["NEW","OLD"]}]},
              {"name":"level","type":["null","int"]},
              {"name":"paid","type":["null","boolean"]},
              {"name":"quantity","type":["null","int"]},
              {"name":"weight","type":["null","double"]},
              {"name":"ratio","type":["null","float"]},
              {"name":"price","type":["null",{"type":"bytes","logicalType":"decimal","precision":30,"scale":2}]},
              {"name":"total","type":["null",{"type":"fixed","name":"Total","size":8,
                "logicalType":"decimal","precision":18,"scale":2}]},
              {"name":"unit_price","type":["null","Total"]},
              {"name":"order_date","type":["null",{"type":"long","logicalType":"timestamp-millis"}]},
              {"name":"shipped_at","type":["null",{"type":"long","logicalType":"timestamp-micros"}]},
              {"name":"due","type":["null",{"type":"int","logicalType":"date"}]},
              {"name":"address","type":["null",{"type":"record","name":"Address","fields":[
                {"name":"country","type":["null","string"]}]}]}]}""");

    private List<String> required = List.of();
    private final Map<String, List<String>> allowed = new LinkedHashMap<>();
    private final Map<String, String> patterns = new LinkedHashMap<>();
    private final Map<String, Range> ranges = new LinkedHashMap<>();
    private Temporal temporal = new Temporal(Optional.empty(), Optional.empty(), Map.of());
    private final Map<String, String> rules = new LinkedHashMap<>();
    private int quarantineBelow;

    private TableConfig table() {
        return TestConfigs.table("bz_orders", "orders")
                .eventTime("order_date")
                .tombstones(SourceConfig.Tombstones.LAND)
                .quality(new QualityConfig(required, allowed, patterns, ranges, temporal, rules, quarantineBelow))
                .build();
    }

    private static RawRecord record(Object... fieldsAndValues) {
        GenericData.Record value = new GenericData.Record(SCHEMA);
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            value.put((String) fieldsAndValues[i], fieldsAndValues[i + 1]);
        }
        return new RawRecord(
                new SourceRecord(new Position("orders", 3, 42, KAFKA), null, new byte[0]),
                value,
                new WriterSchema(1, "1.0.0"),
                new byte[32],
                RecordStatus.ACTIVE);
    }

    private ScoredRecord scored(Object... fieldsAndValues) {
        Outcome<ScoredRecord> outcome = new Scorer(table()).score(record(fieldsAndValues));
        assertThat(outcome).isInstanceOf(Outcome.Passed.class);
        return ((Outcome.Passed<ScoredRecord>) outcome).record();
    }

    private List<String> issues(Object... fieldsAndValues) {
        return scored(fieldsAndValues).issues();
    }

    private static Range range(Double min, Double max) {
        return new Range(Optional.ofNullable(min), Optional.ofNullable(max));
    }

    @Test
    void shouldWeighFiveDimensionsToAHundred() {
        int sum = 0;
        for (Dimension dimension : Dimension.values()) {
            sum += dimension.weight();
        }

        assertThat(sum).isEqualTo(100);
        assertThat(Dimension.SCHEMA.weight()).isEqualTo(30);
        assertThat(Dimension.ANOMALY.weight()).isEqualTo(25);
        assertThat(Dimension.PATTERN.weight()).isEqualTo(20);
        assertThat(Dimension.TEMPORAL.weight()).isEqualTo(15);
        assertThat(Dimension.BUSINESS_RULES.weight()).isEqualTo(10);
    }

    @Test
    void shouldGiveFullMarksWhereNothingIsConfigured() {
        ScoredRecord scored = scored();

        assertThat(scored.score()).isEqualTo(100);
        assertThat(scored.issues()).isEmpty();
    }

    @Test
    void shouldTakeADimensionsPointsInProportionToItsFailedChecks() {
        required = List.of("order_id", "quantity");
        allowed.put("status", List.of("open"));
        patterns.put("email", "email");
        patterns.put("status", "[a-z]+");
        patterns.put("address.country", "country");
        ranges.put("quantity", range(0.0, 10.0));

        ScoredRecord scored = scored("order_id", 1L, "quantity", 11, "status", "lost", "email", "nobody");

        // schema 2 of 3: 20, anomaly 0 of 1: 0, pattern 2 of 3: 13.33, temporal and business rules full: 25
        assertThat(scored.score()).isEqualTo(58);
        assertThat(scored.issues()).containsExactly("status:allowed", "quantity:range", "email:pattern(email)");
    }

    @Test
    void shouldQuarantineARecordWithoutARequiredFieldNamingAllOfThem() {
        required = List.of("order_id", "email", "address.country");

        assertThat(new Scorer(table()).score(record("email", "ann@example.org")))
                .isEqualTo(new Outcome.Quarantined<>(
                        new Position("orders", 3, 42, KAFKA),
                        QuarantineReason.REQUIRED_MISSING,
                        "required but missing: order_id, address.country"));
    }

    @Test
    void shouldQuarantineARecordThatScoresBelowTheThreshold() {
        ranges.put("quantity", range(0.0, 10.0));
        quarantineBelow = 76;

        assertThat(new Scorer(table()).score(record("quantity", 11)))
                .isEqualTo(new Outcome.Quarantined<>(
                        new Position("orders", 3, 42, KAFKA),
                        QuarantineReason.LOW_QUALITY,
                        "score 75 is below 76: quantity:range"));

        quarantineBelow = 75;
        assertThat(scored("quantity", 11).score()).isEqualTo(75);
    }

    @Test
    void shouldLetMissingValuesPassWhatDoesNotRequireThem() {
        allowed.put("status", List.of("open"));
        patterns.put("email", "email");
        patterns.put("address.country", "country");
        ranges.put("quantity", range(0.0, 1.0));
        ranges.put("price", range(0.0, 1.0));
        temporal = new Temporal(
                Optional.of(Duration.ofMillis(1)),
                Optional.of(Duration.ofMillis(1)),
                Map.of("shipped_at", "order_date"));

        assertThat(scored().score()).isEqualTo(100);
    }

    @Test
    void shouldCheckAllowedValuesOfEveryKindOfField() {
        allowed.put("status", List.of("open", "paid"));
        allowed.put("kind", List.of("NEW"));
        allowed.put("level", List.of("1", "2"));
        allowed.put("paid", List.of("true"));
        Schema kind = SCHEMA.getField("kind").schema().getTypes().get(1);

        assertThat(issues(
                        "status",
                        new Utf8("open"),
                        "kind",
                        new GenericData.EnumSymbol(kind, "NEW"),
                        "level",
                        2,
                        "paid",
                        true))
                .isEmpty();
        assertThat(issues("status", "paid")).isEmpty();
        assertThat(issues(
                        "status",
                        new Utf8("Open"),
                        "kind",
                        new GenericData.EnumSymbol(kind, "OLD"),
                        "level",
                        3,
                        "paid",
                        false))
                .containsExactly("status:allowed", "kind:allowed", "level:allowed", "paid:allowed");
    }

    @Test
    void shouldCheckRangesInclusively() {
        ranges.put("quantity", range(0.5, 10.9));
        ranges.put("weight", range(0.1, 0.3));
        ranges.put("ratio", range(0.1, 0.3));

        assertThat(issues("quantity", 1, "weight", 0.1, "ratio", 0.1f)).isEmpty();
        assertThat(issues("quantity", 10, "weight", 0.3, "ratio", 0.3f)).isEmpty();
        assertThat(issues("quantity", 0, "weight", 0.0999, "ratio", 0.09f))
                .containsExactly("quantity:range", "weight:range", "ratio:range");
        assertThat(issues("quantity", 11, "weight", Double.NaN, "ratio", Float.NaN))
                .containsExactly("quantity:range", "weight:range", "ratio:range");
    }

    @Test
    void shouldLeaveTheOpenEndOfARangeOpen() {
        ranges.put("quantity", range(null, 5.0));
        ranges.put("order_id", range(5.0, null));
        ranges.put("price", range(null, 1.0));

        assertThat(issues("quantity", Integer.MIN_VALUE, "order_id", Long.MAX_VALUE, "price", decimal("-99.00")))
                .isEmpty();
        assertThat(issues("quantity", 6, "order_id", 4L, "price", decimal("1.01")))
                .containsExactly("quantity:range", "order_id:range", "price:range");
    }

    @Test
    void shouldCheckRangesOfDecimalsExactly() {
        ranges.put("price", range(0.1, 1000.29));
        ranges.put("total", range(-5.0, 7.005));

        assertThat(issues("price", decimal("0.10"), "total", total("-5.00"))).isEmpty();
        assertThat(issues("price", decimal("1000.29"), "total", total("7.00"))).isEmpty();
        assertThat(issues("price", decimal("0.09"), "total", total("-5.01")))
                .containsExactly("price:range", "total:range");
        assertThat(issues("price", decimal("99999999999999999999999.00"), "total", total("7.01")))
                .containsExactly("price:range", "total:range");
        ranges.put("total", range(null, 1e30));
        assertThat(issues("total", total("-9999999999999999.99"), "price", decimal("1.00")))
                .isEmpty();
        assertThat(issues("total", total("9999999999999999.99"), "price", decimal("1.00")))
                .isEmpty();
        ranges.put("total", range(0.0, 2.55));
        assertThat(issues("total", total("2.56"))).containsExactly("total:range");
        assertThat(issues("total", total("1.28"))).isEmpty();
        assertThat(issues("total", total("-0.01"))).containsExactly("total:range");
    }

    @Test
    void shouldCheckPatternsOfNestedFields() {
        patterns.put("address.country", "country");
        GenericData.Record address = new GenericData.Record(
                SCHEMA.getField("address").schema().getTypes().get(1));
        address.put("country", new Utf8("XX"));

        assertThat(issues("address", address)).containsExactly("address.country:pattern(country)");
        address.put("country", new Utf8("DE"));
        assertThat(issues("address", address)).isEmpty();
    }

    @Test
    void shouldCompareTheEventTimeWithKafkasTimestamp() {
        temporal = new Temporal(Optional.of(Duration.ofHours(1)), Optional.of(Duration.ofDays(30)), Map.of());

        assertThat(issues("order_date", KAFKA + 3_600_000)).isEmpty();
        assertThat(issues("order_date", KAFKA + 3_600_001)).containsExactly("order_date:future");
        assertThat(issues("order_date", KAFKA - 30 * DAY)).isEmpty();
        assertThat(issues("order_date", KAFKA - 30 * DAY - 1)).containsExactly("order_date:too_old");
        assertThat(issues("order_date", Long.MAX_VALUE)).containsExactly("order_date:future");
        assertThat(issues("order_date", Long.MIN_VALUE)).containsExactly("order_date:too_old");
    }

    @Test
    void shouldCompareTimesOfDifferentKinds() {
        temporal = new Temporal(
                Optional.empty(),
                Optional.empty(),
                new LinkedHashMap<>(Map.of("shipped_at", "order_date", "due", "order_date")));
        int day = (int) (KAFKA / DAY);

        assertThat(issues("order_date", KAFKA, "shipped_at", KAFKA * 1000)).isEmpty();
        assertThat(issues("order_date", KAFKA, "shipped_at", KAFKA * 1000 - 1))
                .containsExactly("shipped_at:before(order_date)");
        assertThat(issues("order_date", KAFKA, "due", day)).isEmpty();
        assertThat(issues("order_date", KAFKA, "due", day - 1)).containsExactly("due:before(order_date)");
        assertThat(issues("shipped_at", 1L)).isEmpty();
    }

    @Test
    void shouldTakeTheBusinessRulesPointsInProportionToTheBrokenOnes() {
        rules.put("adds_up", "total == unit_price * quantity");
        rules.put("some", "quantity > 0");
        rules.put("paid_if_old", "kind == 'NEW' or paid");
        rules.put("shipped_after_order", "shipped_at >= order_date");

        Object[] good = {"unit_price", total("19.99"), "quantity", 3, "total", total("59.97"), "paid", true};
        assertThat(scored(good).score()).isEqualTo(100);
        assertThat(issues(good)).isEmpty();

        Object[] one = {"unit_price", total("19.99"), "quantity", 3, "total", total("59.98"), "paid", true};
        assertThat(scored(one).score()).isEqualTo(98); // 90, and 7.5 of 10
        assertThat(issues(one)).containsExactly("adds_up:rule");

        Object[] all = {
            "unit_price",
            total("1.00"),
            "quantity",
            0,
            "total",
            total("1.00"),
            "paid",
            false,
            "kind",
            new GenericData.EnumSymbol(
                    SCHEMA.getField("kind").schema().getTypes().get(1), "OLD"),
            "order_date",
            KAFKA,
            "shipped_at",
            1L
        };
        assertThat(scored(all).score()).isEqualTo(90);
        assertThat(issues(all))
                .containsExactly("adds_up:rule", "some:rule", "paid_if_old:rule", "shipped_after_order:rule");
    }

    @Test
    void shouldNotBlameARecordForARuleThatAMissingValueLeavesOpen() {
        rules.put("adds_up", "total == unit_price * quantity");
        rules.put("there", "price is not null");

        assertThat(issues("total", total("1.00"), "quantity", 1)).containsExactly("there:rule");
        assertThat(scored("total", total("1.00"), "quantity", 1).score()).isEqualTo(95);
    }

    @Test
    void shouldQuarantineARecordWhoseBrokenRulesCostItTooMuch() {
        rules.put("some", "quantity > 0");
        quarantineBelow = 91;

        assertThat(new Scorer(table()).score(record("quantity", 0)))
                .isEqualTo(new Outcome.Quarantined<>(
                        new Position("orders", 3, 42, KAFKA),
                        QuarantineReason.LOW_QUALITY,
                        "score 90 is below 91: some:rule"));
    }

    @Test
    void shouldNotJudgeDeletions() {
        required = List.of("order_id");
        RawRecord raw = record();
        RawRecord deletion =
                new RawRecord(raw.source(), raw.value(), raw.writer(), raw.contentHash(), RecordStatus.DELETED);

        assertThat(new Scorer(table()).score(deletion))
                .isEqualTo(new Outcome.Passed<>(new ScoredRecord(deletion, 100, List.of())));
    }

    @Test
    void shouldNeverTellValues() {
        String canary = "CANARY-4711";
        allowed.put("status", List.of("open"));
        patterns.put("email", "email");
        patterns.put("status", "[a-z]+");
        ranges.put("order_id", range(0.0, 1.0));
        rules.put("calm", "status != email and order_id < 0");
        required = List.of("order_id");
        Object[] dirty = {"order_id", 4711L, "status", canary, "email", canary};

        assertThat(scored(dirty).toString() + issues(dirty)).doesNotContain("CANARY", "4711");
        quarantineBelow = 100;
        assertThat(new Scorer(table()).score(record(dirty)).toString())
                .contains("status:allowed, order_id:range, email:pattern(email), status:pattern, calm:rule")
                .doesNotContain("CANARY", "4711");
        assertThat(new Scorer(table()).score(record("status", canary)).toString())
                .doesNotContain("CANARY");
    }

    @Test
    void shouldNameEverythingThatDoesNotFitTheSchemaAtOnce() {
        required = List.of("order_id", "nothing");
        allowed.put("weight", List.of("1"));
        allowed.put("level", List.of("high"));
        patterns.put("quantity", "email");
        ranges.put("email", range(0.0, 1.0));
        ranges.put("due", range(0.0, 1.0));
        temporal = new Temporal(Optional.empty(), Optional.empty(), Map.of("status", "paid"));
        rules.put("adds_up", "amount == price * quantity");
        rules.put("cheap", "status < 10");
        Scorer scorer = new Scorer(table());

        assertThatThrownBy(() -> scorer.check(SCHEMA))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessage(String.join(
                        "; ",
                        List.of(
                                "table bz_orders: quality.required: no field 'nothing' in record io.acme.Order",
                                "table bz_orders: quality.allowed.weight: 'weight' is neither text, an enum, a whole"
                                        + " number nor a boolean",
                                "table bz_orders: quality.allowed.level: 'high' is no value of this field's type",
                                "table bz_orders: quality.ranges.email: 'email' is no number",
                                "table bz_orders: quality.ranges.due: 'due' is no number",
                                "table bz_orders: quality.patterns.quantity: 'quantity' is not text",
                                "table bz_orders: quality.temporal.order.status: 'paid' holds no time: it takes a"
                                        + " timestamp, a date, a long (milliseconds) or ISO 8601 text",
                                "table bz_orders: quality.rules.adds_up: no field 'amount' in record io.acme.Order",
                                "table bz_orders: quality.rules.cheap: at character 1: 'status' is text, '10' is a"
                                        + " number; expected two values of one kind")));
        assertThatThrownBy(() -> scorer.score(record())).isInstanceOf(SchemaMismatchException.class);
    }

    @Test
    void shouldNameTableAndFieldOfABrokenPattern() {
        patterns.put("email", "a{1001}"); // Java takes it, RE2 does not

        assertThatThrownBy(() -> new Scorer(table()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("table bz_orders: quality.patterns.email: ");
    }

    private static ByteBuffer decimal(String number) {
        return ByteBuffer.wrap(new BigDecimal(number).unscaledValue().toByteArray());
    }

    private static GenericData.Fixed total(String number) {
        Schema type = SCHEMA.getField("total").schema().getTypes().get(1);
        return new GenericData.Fixed(
                type,
                ByteBuffer.allocate(8)
                        .putLong(new BigDecimal(number).unscaledValue().longValueExact())
                        .array());
    }
}
