package io.landfall.simulation;

import io.landfall.config.DedupeConfig;
import io.landfall.config.SourceConfig;
import io.landfall.config.TableConfig;
import io.landfall.config.TestConfigs;
import io.landfall.landing.segment.Shard;
import java.time.Duration;
import java.util.List;

/**
 * What the tables are configured to do, as of one version of the configuration.
 *
 * @param tables by name
 * @param decodableFrom what is harder to decode is poison
 * @param goodFrom what is worse goes to quarantine
 * @param tombstonesLand or are skipped
 * @param within the window of dedupe, milliseconds; zero for none
 */
record Configuration(
        int version, List<String> tables, int decodableFrom, int goodFrom, boolean tombstonesLand, long within) {
    private static final String FIRST_TABLE = "bz_a";
    private static final String SECOND_TABLE = "bz_b";

    static Configuration first(Scenario scenario, Chance chance) {
        List<String> tables = scenario.tables() == 1 || scenario.secondTableJoins()
                ? List.of(FIRST_TABLE)
                : List.of(FIRST_TABLE, SECOND_TABLE);
        boolean poison = scenario.troubles().poison();
        return new Configuration(
                1,
                tables,
                poison ? chance.below(3) : 0,
                poison ? chance.below(4) : 0,
                chance.of(0.5),
                scenario.dedupes() ? scenario.within() : 0);
    }

    /** Other decisions for the same tables. */
    Configuration next(Chance chance) {
        return new Configuration(
                version + 1,
                tables,
                chance.below(4),
                chance.below(5),
                chance.of(0.5),
                within == 0 ? 0 : chance.spread(1_000, 100_000));
    }

    Configuration withSecondTable() {
        return new Configuration(
                version + 1, List.of(FIRST_TABLE, SECOND_TABLE), decodableFrom, goodFrom, tombstonesLand, within);
    }

    String fingerprint() {
        return "policy-" + version;
    }

    boolean skips(Message message) {
        return message.tombstone() && !tombstonesLand;
    }

    boolean decodes(Message message) {
        return message.tombstone() || message.decodes() >= decodableFrom;
    }

    /** The tables differ a little. */
    boolean isGood(String table, Message message) {
        return message.tombstone() || message.quality() >= goodFrom + (table.equals(FIRST_TABLE) ? 0 : 1);
    }

    TableConfig table(String name) {
        return TestConfigs.table(name, SourceTopic.NAME)
                .eventTime("at")
                .dedupe(new DedupeConfig.By.Content(), Duration.ofMillis(within))
                .tombstones(tombstonesLand ? SourceConfig.Tombstones.LAND : SourceConfig.Tombstones.SKIP)
                .build();
    }

    static Shard shard(String table, int partition) {
        return new Shard(table, 1, SourceTopic.NAME, partition);
    }
}
