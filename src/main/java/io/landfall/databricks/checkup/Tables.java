package io.landfall.databricks.checkup;

import com.databricks.sdk.service.catalog.ColumnInfo;
import com.databricks.sdk.service.catalog.TableInfo;
import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import io.landfall.record.MetadataColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    DoctorCheck check() {
        return Workspace.check(CheckName.COLUMNS, () -> {
            List<CheckResult> findings = new ArrayList<>();
            for (TableConfig table : config.tables().values()) {
                findings.add(Workspace.visible(CheckName.COLUMNS, table.name(), () -> look(table)));
            }
            return findings;
        });
    }

    private CheckResult look(TableConfig table) {
        Optional<TableInfo> info =
                Workspace.find(() -> workspace.client().tables().get(names.bronze() + "." + table.name()));
        if (info.isEmpty()) {
            return CheckResult.of(CheckName.COLUMNS, Fault.TABLE_MISSING, table.name(), "");
        }
        return landed.apply(table)
                .map(schema -> compare(table.name(), columns(info.get()), schema))
                .orElseGet(() -> CheckResult.skipped(CheckName.COLUMNS, table.name() + ": it has no usable schema"));
    }

    private static DeltaType columns(TableInfo table) {
        Map<String, DeltaType> columns = new LinkedHashMap<>();
        for (ColumnInfo column : table.getColumns() == null ? List.<ColumnInfo>of() : table.getColumns()) {
            columns.put(column.getName(), DeltaTypeText.parse(column.getTypeText()));
        }
        return DeltaType.struct(columns);
    }

    private static CheckResult compare(String table, DeltaType columns, Schema schema) {
        ColumnFit fit = ColumnFit.of(columns, needed(schema));
        if (!fit.differing().isEmpty()) {
            return CheckResult.of(CheckName.COLUMNS, Fault.COLUMN_DIFFERS, table, String.join("; ", fit.differing()));
        }
        String all = columns.parts().size() + " columns, with all of the newest schema";
        return fit.behind().isEmpty()
                ? CheckResult.ok(CheckName.COLUMNS, table, all)
                : CheckResult.of(CheckName.COLUMNS, Fault.COLUMN_BEHIND, table, String.join("; ", fit.behind()));
    }

    private static DeltaType needed(Schema schema) {
        Map<String, DeltaType> needed = new LinkedHashMap<>(DeltaType.of(schema).parts());
        needed.put(MetadataColumns.LOAD_TIMESTAMP, DeltaType.simple("timestamp"));
        needed.put(MetadataColumns.UPDATE_TIMESTAMP, DeltaType.simple("timestamp"));
        return DeltaType.struct(needed);
    }
}
