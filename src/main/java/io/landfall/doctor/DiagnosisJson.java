package io.landfall.doctor;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A diagnosis for programs. Keys are only ever added; what does not apply is left out. */
public final class DiagnosisJson {
    private static final JsonMapper JSON = new JsonMapper();

    private DiagnosisJson() {}

    /** One JSON document, in lines. */
    public static String of(Diagnosis diagnosis) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", 2);
        root.put("passed", diagnosis.passed());
        for (Status status : Status.values()) {
            root.put(status.code(), diagnosis.count(status));
        }
        ArrayNode findings = root.putArray("findings");
        diagnosis.findings().forEach(finding -> add(finding, findings.addObject()));
        return root.toPrettyString();
    }

    private static void add(CheckResult finding, ObjectNode to) {
        to.put("check", finding.check().code());
        to.put("status", finding.status().code());
        if (!finding.subject().isEmpty()) {
            to.put("subject", finding.subject());
        }
        to.put("found", finding.found());
        finding.fault().ifPresent(fault -> to.put("fault", fault.code()).put("remedy", fault.remedy()));
    }
}
