package io.landfall.databricks.checkup;

import com.databricks.sdk.service.workspace.SecretMetadata;
import com.databricks.sdk.service.workspace.SecretScope;
import io.landfall.config.ConfiguredText;
import io.landfall.config.LandfallConfig;
import io.landfall.config.ReferencePlace;
import io.landfall.config.Template;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether what references of the form {@code ${databricks:scope/key}} name is there; asks for no value. */
final class SecretScopes {
    private final LandfallConfig config;
    private final Workspace workspace;

    SecretScopes(LandfallConfig config, Workspace workspace) {
        this.config = config;
        this.workspace = workspace;
    }

    DoctorCheck check() {
        return Workspace.check(CheckName.SECRETS, this::look);
    }

    private List<CheckResult> look() {
        Map<String, Set<String>> referred = referred();
        if (referred.isEmpty()) {
            throw new DoctorCheck.NotNow("landfall.yaml refers to no secret of Databricks");
        }
        Set<String> scopes = new HashSet<>();
        for (SecretScope scope : workspace.client().secrets().listScopes()) {
            scopes.add(scope.getName());
        }
        List<CheckResult> findings = new ArrayList<>();
        referred.forEach((scope, keys) -> {
            if (scopes.contains(scope)) {
                findings.add(Workspace.visible(CheckName.SECRETS, scope, () -> keys(scope, keys)));
            } else {
                findings.add(CheckResult.of(CheckName.SECRETS, Fault.SCOPE_MISSING, scope, ""));
            }
        });
        return findings;
    }

    private CheckResult keys(String scope, Set<String> keys) {
        Set<String> missing = new TreeSet<>(keys);
        for (SecretMetadata secret : workspace.client().secrets().listSecrets(scope)) {
            missing.remove(secret.getKey());
        }
        return missing.isEmpty()
                ? CheckResult.ok(CheckName.SECRETS, scope, "has " + String.join(", ", keys))
                : CheckResult.of(CheckName.SECRETS, Fault.SECRET_MISSING, scope, String.join(", ", missing));
    }

    /** Keys by scope. */
    private Map<String, Set<String>> referred() {
        Map<String, Set<String>> referred = new TreeMap<>();
        for (ConfiguredText text : ReferencePlace.ofService(config)) {
            for (Template.Part part : text.text().parts()) {
                if (part instanceof Template.Part.Reference reference
                        && reference.source().equals("databricks")) {
                    String[] scopeAndKey = reference.name().split("/", 2);
                    referred.computeIfAbsent(scopeAndKey[0], scope -> new TreeSet<>())
                            .add(scopeAndKey[scopeAndKey.length - 1]);
                }
            }
        }
        return referred;
    }
}
