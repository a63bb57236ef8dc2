package io.landfall.doctor.registry;

import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.decode.UnsupportedSchemaException;
import io.landfall.decode.registry.RegistryRefusedException;
import io.landfall.decode.registry.RegistryUnavailableException;
import io.landfall.decode.registry.RestSchemaRegistry;
import io.landfall.decode.registry.SubjectVersion;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import io.landfall.topology.SchemaCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** The checks of a schema registry. They ask it once per question: waiting through outages is the service's. */
public final class RegistryChecks {
    private final LandfallConfig config;
    private final Supplier<RestSchemaRegistry> registry;

    /**
     * Checks that have asked nothing yet.
     *
     * @param registry as configured, with a timeout shorter than a check's; asked for by each check
     */
    public RegistryChecks(LandfallConfig config, Supplier<RestSchemaRegistry> registry) {
        this.config = config;
        this.registry = registry;
    }

    /** What a check asks about one table. */
    @FunctionalInterface
    private interface OfTable {
        CheckResult look(RestSchemaRegistry registry, TableConfig table);
    }

    /** All of them. */
    public List<DoctorCheck> checks() {
        return List.of(
                check(CheckName.SERVER, asked -> {
                    Optional<?> any = asked.byId(1);
                    return List.of(CheckResult.ok(
                            CheckName.SERVER, "", any.isPresent() ? "answers" : "answers, and has no schema 1"));
                }),
                ofTables(CheckName.SUBJECTS, this::subject),
                ofTables(CheckName.COMPATIBILITY, RegistryChecks::compatibility));
    }

    /** Asks a registry. */
    @FunctionalInterface
    private interface Question {
        List<CheckResult> ask(RestSchemaRegistry registry);
    }

    private DoctorCheck check(CheckName name, Question question) {
        return new DoctorCheck(name, () -> {
            try {
                return question.ask(registry.get());
            } catch (RegistryUnavailableException e) {
                Fault fault = e.isLimited() ? Fault.REGISTRY_LIMIT : Fault.REGISTRY_UNREACHABLE;
                return List.of(CheckResult.of(name, fault, "", String.valueOf(e.getMessage())));
            } catch (RegistryRefusedException e) {
                return List.of(CheckResult.of(name, Fault.REGISTRY_REFUSED, "", String.valueOf(e.getMessage())));
            }
        });
    }

    private DoctorCheck ofTables(CheckName name, OfTable question) {
        return check(name, asked -> {
            List<CheckResult> findings = new ArrayList<>();
            config.tables().values().forEach(table -> findings.add(question.look(asked, table)));
            return findings;
        });
    }

    private CheckResult subject(RestSchemaRegistry asked, TableConfig table) {
        Optional<SubjectVersion> newest = asked.newest(table.source().subject());
        if (newest.isEmpty()) {
            return CheckResult.of(
                    CheckName.SUBJECTS,
                    Fault.SUBJECT_MISSING,
                    table.name(),
                    table.source().subject());
        }
        return problem(asked, table)
                .map(problem -> CheckResult.of(CheckName.SUBJECTS, Fault.SCHEMA_UNUSABLE, table.name(), problem))
                .orElseGet(() -> CheckResult.ok(
                        CheckName.SUBJECTS,
                        table.name(),
                        table.source().subject() + ", version " + newest.get().version()));
    }

    private Optional<String> problem(RestSchemaRegistry asked, TableConfig table) {
        try {
            return new SchemaCheck(config, asked).problem(table);
        } catch (UnsupportedSchemaException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Asks, rather than for a level: registries differ in what their levels mean. */
    private static CheckResult compatibility(RestSchemaRegistry asked, TableConfig table) {
        Optional<Schema> newest = asked.newest(table.source().subject())
                .flatMap(version -> version.registered().avro())
                .filter(schema -> schema.getType() == Schema.Type.RECORD);
        if (newest.isEmpty()) {
            return CheckResult.skipped(
                    CheckName.COMPATIBILITY,
                    table.name() + ": " + table.source().subject() + " has no record");
        }
        return asked.accepts(table.source().subject(), unreadable(newest.get())).orElse(false)
                ? CheckResult.of(
                        CheckName.COMPATIBILITY,
                        Fault.INCOMPATIBLE_ALLOWED,
                        table.name(),
                        table.source().subject())
                : CheckResult.ok(
                        CheckName.COMPATIBILITY, table.name(), table.source().subject() + " lets in what can read it");
    }

    /** With a field more, for which what was written before has no value. */
    private static Schema unreadable(Schema newest) {
        List<Schema.Field> fields = new ArrayList<>();
        newest.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("landfall_doctor", Schema.create(Schema.Type.INT)));
        return Schema.createRecord(newest.getName(), newest.getDoc(), newest.getNamespace(), false, fields);
    }
}
