package io.landfall.databricks.checkup;

import com.databricks.sdk.service.catalog.ExternalLocationInfo;
import com.databricks.sdk.service.catalog.VolumeInfo;
import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What Unity Catalog holds besides tables. */
final class Catalog {
    private final LandfallConfig config;
    private final Provisioned names;
    private final Supplier<String> landingRoot;
    private final Workspace workspace;

    Catalog(LandfallConfig config, Supplier<String> landingRoot, Workspace workspace) {
        this.config = config;
        this.names = new Provisioned(config);
        this.landingRoot = landingRoot;
        this.workspace = workspace;
    }

    List<DoctorCheck> checks() {
        return List.of(
                Workspace.check(CheckName.CATALOG, this::catalog),
                Workspace.check(CheckName.SCHEMAS, this::schemas),
                Workspace.check(CheckName.VOLUMES, this::volumes),
                Workspace.check(CheckName.LOCATION, this::location));
    }

    private List<CheckResult> catalog() {
        String name = names.catalog();
        return List.of(
                Workspace.find(() -> workspace.client().catalogs().get(name)).isPresent()
                        ? CheckResult.ok(CheckName.CATALOG, name, "exists")
                        : CheckResult.of(CheckName.CATALOG, Fault.CATALOG_MISSING, name, ""));
    }

    private List<CheckResult> schemas() {
        List<CheckResult> findings = new ArrayList<>();
        for (String name : List.of(names.bronze(), names.landing())) {
            findings.add(Workspace.visible(
                    CheckName.SCHEMAS,
                    name,
                    () -> Workspace.find(() -> workspace.client().schemas().get(name))
                                    .isPresent()
                            ? CheckResult.ok(CheckName.SCHEMAS, name, "exists")
                            : CheckResult.of(CheckName.SCHEMAS, Fault.SCHEMA_MISSING, name, "")));
        }
        return findings;
    }

    private List<CheckResult> volumes() {
        List<CheckResult> findings = new ArrayList<>();
        for (TableConfig table : config.tables().values()) {
            findings.add(volume(names.landing() + "." + table.name(), Optional.of(root() + "/" + table.name())));
        }
        for (String own : Provisioned.OWN_VOLUMES) {
            findings.add(volume(names.bronze() + "." + own, Optional.empty()));
        }
        return findings;
    }

    private CheckResult volume(String name, Optional<String> place) {
        return Workspace.visible(CheckName.VOLUMES, name, () -> {
            Optional<VolumeInfo> volume =
                    Workspace.find(() -> workspace.client().volumes().read(name));
            if (volume.isEmpty()) {
                return CheckResult.of(CheckName.VOLUMES, Fault.VOLUME_MISSING, name, "");
            }
            String actual = withoutSlash(volume.get().getStorageLocation());
            return place.isEmpty() || place.get().equals(actual)
                    ? CheckResult.ok(CheckName.VOLUMES, name, place.isEmpty() ? "exists" : "is on " + actual)
                    : CheckResult.of(CheckName.VOLUMES, Fault.VOLUME_ELSEWHERE, name, "it is on " + actual);
        });
    }

    private List<CheckResult> location() {
        String name = names.externalLocation();
        Optional<ExternalLocationInfo> found =
                Workspace.find(() -> workspace.client().externalLocations().get(name));
        if (found.isEmpty()) {
            return List.of(CheckResult.of(CheckName.LOCATION, Fault.LOCATION_MISSING, name, ""));
        }
        ExternalLocationInfo location = found.get();
        List<CheckResult> findings = new ArrayList<>();
        String url = withoutSlash(location.getUrl());
        if (!url.equals(root())) {
            findings.add(CheckResult.of(CheckName.LOCATION, Fault.LOCATION_ELSEWHERE, name, "it is on " + url));
        }
        if (!hasFileEvents(location)) {
            findings.add(CheckResult.of(CheckName.LOCATION, Fault.FILE_EVENTS_OFF, name, ""));
        }
        if (!Boolean.TRUE.equals(location.getReadOnly())) {
            findings.add(CheckResult.of(CheckName.LOCATION, Fault.LOCATION_WRITABLE, name, ""));
        }
        return findings.isEmpty()
                ? List.of(CheckResult.ok(CheckName.LOCATION, name, "is on " + url + ", read-only, with file events"))
                : findings;
    }

    /** What is in effect counts where the workspace tells it, for it may differ from what was asked for. */
    private static boolean hasFileEvents(ExternalLocationInfo location) {
        return Boolean.TRUE.equals(
                Optional.ofNullable(location.getEffectiveEnableFileEvents()).orElse(location.getEnableFileEvents()));
    }

    private String root() {
        return withoutSlash(landingRoot.get());
    }

    private static String withoutSlash(String url) {
        return String.valueOf(url).replaceAll("/+$", "");
    }
}
