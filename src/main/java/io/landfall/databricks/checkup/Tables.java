package io.landfall.databricks.checkup;

import com.databricks.sdk.service.catalog.ColumnInfo;
import com.databricks.sdk.service.catalog.TableInfo;
import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.doctor.Check;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.Fault;
import io.landfall.doctor.Finding;
import io.landfall.record.MetadataColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.Schema;

/** The columns of the bronze tables. */
final class Tables {
    private final LandfallConfig config;
    private final Provisioned names;
    private final Function<TableConfig, Optional<Schema>> landed;
    private final Workspace workspace;

    Tables(LandfallConfig config, Function<TableConfig, Optional<Schema>> landed, Workspace workspace) {
        this.config = config;
        this.names = new Provisioned(config);
        this.landed = landed;
        this.workspace = workspace;
    }

    Check check() {
        return Workspace.check(CheckName.COLUMNS, () -> {
            List<Finding> findings = new ArrayList<>();
            for (TableConfig table : config.tables().values()) {
                findings.add(Workspace.visible(CheckName.COLUMNS, table.name(), () -> look(table)));
            }
            return findings;
        });
    }

    private Finding look(TableConfig table) {
        Optional<TableInfo> info =
                Workspace.find(() -> workspace.client().tables().get(names.bronze() + "." + table.name()));
        if (info.isEmpty()) {
            return Finding.of(CheckName.COLUMNS, Fault.TABLE_MISSING, table.name(), "");
        }
        return landed.apply(table)
                .map(schema -> compare(table.name(), columns(info.get()), schema))
                .orElseGet(() -> Finding.skipped(CheckName.COLUMNS, table.name() + ": it has no usable schema"));
    }

    private static Map<String, String> columns(TableInfo table) {
        Map<String, String> columns = new TreeMap<>();
        for (ColumnInfo column : table.getColumns() == null ? List.<ColumnInfo>of() : table.getColumns()) {
            columns.put(column.getName().toLowerCase(Locale.ROOT), column.getTypeText());
        }
        return columns;
    }

    private static Finding compare(String table, Map<String, String> columns, Schema schema) {
        List<String> behind = new ArrayList<>();
        List<String> differing = new ArrayList<>();
        needed(schema).forEach((column, type) -> {
            String has = columns.get(column.toLowerCase(Locale.ROOT));
            if (has == null) {
                behind.add(column + " is not there");
                return;
            }
            switch (DeltaType.fit(has, type)) {
                case SAME -> {}
                case FOLLOWS -> behind.add(column + " is " + has + ", the schema has " + type);
                case NEVER -> differing.add(column + " is " + has + ", the schema has " + type);
            }
        });
        if (!differing.isEmpty()) {
            return Finding.of(CheckName.COLUMNS, Fault.COLUMN_DIFFERS, table, String.join("; ", differing));
        }
        return behind.isEmpty()
                ? Finding.ok(CheckName.COLUMNS, table, columns.size() + " columns, with all of the newest schema")
                : Finding.of(CheckName.COLUMNS, Fault.COLUMN_BEHIND, table, String.join("; ", behind));
    }

    private static Map<String, String> needed(Schema schema) {
        Map<String, String> needed = new TreeMap<>();
        schema.getFields().forEach(field -> needed.put(field.name(), DeltaType.of(field.schema())));
        needed.put(MetadataColumns.LOAD_TIMESTAMP, "timestamp");
        needed.put(MetadataColumns.UPDATE_TIMESTAMP, "timestamp");
        return needed;
    }
}
