package io.landfall.config.yaml;

import io.landfall.config.BronzeConfig;
import io.landfall.config.LandfallConfig;
import io.landfall.config.Template;
import io.landfall.config.schema.Key;
import io.landfall.config.schema.Problems;
import io.landfall.config.schema.Section;
import io.landfall.config.schema.Types;
import io.landfall.config.schema.Values;
import java.util.Optional;

/** The section {@code bronze}. */
final class BronzeKeys {
    static final Key<String> CATALOG = Key.defaulting(
            "catalog",
            Types.matching(BronzeConfig.CATALOG),
            "Unity Catalog's catalog; spark_catalog on plain Spark.",
            "spark_catalog");
    static final Key<String> SCHEMA = Key.derived(
            "schema",
            Types.matching(BronzeConfig.SCHEMA),
            "The schema of the bronze tables.",
            "the application's name, other characters than letters, digits and _ replaced by _");
    static final Key<Template> CHECKPOINTS = Key.derived(
            "checkpoints",
            Types.text("a folder or volume path"),
            "The folder below which each table's stream keeps its checkpoint.",
            "/Volumes/<catalog>/<schema>/checkpoints");
    static final Section SECTION =
            Section.of("bronze", "Where the bronze job puts its tables.", CATALOG, SCHEMA, CHECKPOINTS);

    private BronzeKeys() {}

    static BronzeConfig bronze(Values values, String application) {
        String catalog = values.get(CATALOG);
        String schema = values.find(SCHEMA).orElseGet(() -> identifier(application));
        Template checkpoints = values.find(CHECKPOINTS)
                .orElseGet(() -> new Template("/Volumes/" + catalog + "/" + schema + "/checkpoints"));
        return new BronzeConfig(catalog, schema, checkpoints);
    }

    private static String identifier(String application) {
        String name = application.replaceAll("[^A-Za-z0-9_]", "_");
        return Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    static void check(Values bronze, Values landing, Problems problems) {
        Optional<Template> root = landing.find(LandingKeys.ROOT);
        Optional<Template> checkpoints = bronze.find(CHECKPOINTS);
        if (root.isPresent() && checkpoints.isPresent()) {
            problems.report(bronze, LandfallConfig.checkpoints(root.get(), checkpoints.get()));
        }
    }
}
