package io.landfall.databricks.checkup;

import com.databricks.sdk.service.catalog.EffectivePermissionsList;
import com.databricks.sdk.service.catalog.EffectivePrivilege;
import com.databricks.sdk.service.catalog.GetEffectiveRequest;
import com.databricks.sdk.service.catalog.Privilege;
import io.landfall.config.LandfallConfig;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The privileges of the principal that the jobs run as: those of {@code terraform/modules/databricks/grants.tf}. */
final class Grants {
    private final LandfallConfig config;
    private final Provisioned names;
    private final Jobs jobs;
    private final Workspace workspace;

    Grants(LandfallConfig config, Jobs jobs, Workspace workspace) {
        this.config = config;
        this.names = new Provisioned(config);
        this.jobs = jobs;
        this.workspace = workspace;
    }

    DoctorCheck check() {
        return Workspace.check(CheckName.GRANTS, this::look);
    }

    private List<CheckResult> look() {
        List<CheckResult> findings = new ArrayList<>();
        jobs.found().forEach((name, job) -> {
            if (job.principal().isEmpty()) {
                findings.add(CheckResult.of(CheckName.GRANTS, Fault.PRINCIPAL_UNKNOWN, name, ""));
            }
        });
        jobs.found().values().stream()
                .flatMap(job -> job.principal().stream())
                .distinct()
                .forEach(principal -> findings.addAll(look(principal)));
        if (findings.isEmpty()) {
            throw new DoctorCheck.NotNow("there is no job that names the ingest principal");
        }
        return findings;
    }

    private List<CheckResult> look(String principal) {
        List<CheckResult> findings = new ArrayList<>();
        needed().forEach((securable, privileges) -> findings.add(
                Workspace.visible(CheckName.GRANTS, securable, () -> look(principal, securable, privileges))));
        return findings;
    }

    private CheckResult look(String principal, String securable, Set<Privilege> needed) {
        String[] typeAndName = securable.split(" ", 2);
        Set<Privilege> missing = new TreeSet<>(needed);
        Set<Privilege> had = Workspace.find(() -> effective(typeAndName[0], typeAndName[1], principal))
                .orElse(Set.of());
        missing.removeAll(had);
        return missing.isEmpty() || had.contains(Privilege.ALL_PRIVILEGES)
                ? CheckResult.ok(CheckName.GRANTS, securable, principal + " has " + new TreeSet<>(needed))
                : CheckResult.of(
                        CheckName.GRANTS,
                        Fault.GRANT_MISSING,
                        securable,
                        principal + " lacks " + missing + ", as far as this user can see");
    }

    private Set<Privilege> effective(String type, String name, String principal) {
        EffectivePermissionsList answer = workspace
                .client()
                .grants()
                .getEffective(new GetEffectiveRequest()
                        .setSecurableType(type)
                        .setFullName(name)
                        .setPrincipal(principal));
        return all(answer.getPrivilegeAssignments()).stream()
                .flatMap(assignment -> all(assignment.getPrivileges()).stream())
                .map(EffectivePrivilege::getPrivilege)
                .collect(Collectors.toSet());
    }

    private static <T> Collection<T> all(Collection<T> some) {
        return some == null ? List.of() : some;
    }

    /** By securable: its type and its name. */
    private Map<String, Set<Privilege>> needed() {
        Map<String, Set<Privilege>> needed = new TreeMap<>();
        needed.put("catalog " + names.catalog(), Set.of(Privilege.USE_CATALOG));
        needed.put(
                "schema " + names.bronze(),
                Set.of(Privilege.USE_SCHEMA, Privilege.CREATE_TABLE, Privilege.SELECT, Privilege.MODIFY));
        needed.put("schema " + names.landing(), Set.of(Privilege.USE_SCHEMA));
        config.tables()
                .keySet()
                .forEach(table -> needed.put("volume " + names.landing() + "." + table, Set.of(Privilege.READ_VOLUME)));
        Provisioned.OWN_VOLUMES.forEach(own -> needed.put(
                "volume " + names.bronze() + "." + own,
                own.equals("checkpoints")
                        ? Set.of(Privilege.READ_VOLUME, Privilege.WRITE_VOLUME)
                        : Set.of(Privilege.READ_VOLUME)));
        return needed;
    }
}
