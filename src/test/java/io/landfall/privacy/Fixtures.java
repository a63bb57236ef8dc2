package io.landfall.privacy;

import io.landfall.config.PrivacyRule;
import io.landfall.config.TableConfig;
import io.landfall.config.TestConfigs;
import io.landfall.record.Position;
import io.landfall.record.ProtectedRecord;
import io.landfall.record.RawRecord;
import io.landfall.record.RecordStatus;
import io.landfall.record.ScoredRecord;
import io.landfall.record.SourceRecord;
import io.landfall.record.WriterSchema;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;

/** Keys, tables and records that the tests of this package share. */
final class Fixtures {
    /** Keys k1 (bytes 0 to 31) and k2 (bytes 32 to 63). */
    static final Map<String, byte[]> KEYS = Map.of("k1", key(0), "k2", key(32));

    static final KeyRing RING = KeyRing.of("k1", KEYS);
    static final KeyRing ROTATED = KeyRing.of("k2", KEYS);

    private Fixtures() {}

    static byte[] key(int first) {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (first + i);
        }
        return key;
    }

    static TableConfig table(String name, Map<String, PrivacyRule> privacy) {
        return TestConfigs.table(name, name + ".v1").privacy(privacy).build();
    }

    static ScoredRecord scored(GenericRecord value) {
        SourceRecord source = new SourceRecord(new Position("people.v1", 3, 42, 1_700_000_000_000L), null, new byte[0]);
        RawRecord raw = new RawRecord(source, value, new WriterSchema(7, "1.0.0"), new byte[32], RecordStatus.ACTIVE);
        return new ScoredRecord(raw, 90, List.of("email:pattern"));
    }

    static ProtectedRecord protect(String table, Map<String, PrivacyRule> rules, KeyRing keys, GenericRecord value) {
        return new Protector(table(table, rules), keys).protect(scored(value));
    }
}
