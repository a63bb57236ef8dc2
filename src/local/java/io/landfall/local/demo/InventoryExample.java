package io.landfall.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * The tables of {@code src/examples/inventory/landfall.yaml}: the file as it is, but for what says how long to wait, since
 * nobody who watches a demo does.
 */
public final class InventoryExample {
    private static final String RESOURCE = "/local/examples/inventory/landfall.yaml";
    private static final String TOPIC = "topic";
    private static final String ROLL_EVERY = "roll_every";

    private final Map<?, ?> tables;

    private InventoryExample(Map<?, ?> tables) {
        this.tables = tables;
    }

    public static InventoryExample load() {
        try (InputStream in = InventoryExample.class.getResourceAsStream(RESOURCE)) {
            Map<?, ?> file = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            return new InventoryExample((Map<?, ?>) file.get("tables"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    private Map<?, ?> table(String name) {
        return (Map<?, ?>) tables.get(name);
    }

    String topic(String table) {
        return (String) table(table).get(TOPIC);
    }

    /** A table's section without its topic, not indented. */
    public String section(String table) {
        Map<Object, Object> section = new LinkedHashMap<>(table(table));
        section.remove(TOPIC);
        section.remove(ROLL_EVERY);
        DumpSettings block =
                DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return new Dump(block).dumpToString(section);
    }
}
