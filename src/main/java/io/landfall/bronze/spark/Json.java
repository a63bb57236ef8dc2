package io.landfall.bronze.spark;

import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/** JSON by the library that reads {@code landfall.yaml}: YAML contains it, and a second one would be one more to bring along. */
public final class Json {
    /** As long as YAML allows; longer ones would be written in a way that is none of JSON's. */
    private static final int LONGEST_KEY = 1_024;

    private static final LoadSettings READING =
            LoadSettings.builder().setSchema(new JsonSchema()).build();
    private static final DumpSettings WRITING = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.FLOW)
            .setDefaultScalarStyle(ScalarStyle.DOUBLE_QUOTED)
            .setWidth(Integer.MAX_VALUE)
            .setSplitLines(false)
            .setMaxSimpleKeyLength(LONGEST_KEY)
            .build();

    private Json() {}

    /** Reads an object: its values are maps, lists, texts, numbers, booleans and nulls. Empty if it is none. */
    public static Optional<Map<?, ?>> parse(String json) {
        try {
            return new Load(READING).loadFromString(json) instanceof Map<?, ?> object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }

    /** Writes an object of texts and maps of such, on one line. */
    public static String text(Map<String, ?> object) {
        return new Dump(WRITING).dumpToString(object).strip();
    }
}
