package io.landfall.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A diagnosis for people. */
public final class DiagnosisText {
    private static final String RESET = "\u001b[0m";

    private final boolean colour;

    private DiagnosisText(boolean colour) {
        this.colour = colour;
    }

    /**
     * A table of all findings, each with how to mend it, and how many there are.
     *
     * @param colour whether it goes to a terminal that shows colours
     */
    public static String of(Diagnosis diagnosis, boolean colour) {
        return new DiagnosisText(colour).text(diagnosis);
    }

    private String text(Diagnosis diagnosis) {
        int checks =
                width(diagnosis.findings().stream().map(f -> f.check().code()).toList(), "check");
        int subjects =
                width(diagnosis.findings().stream().map(CheckResult::subject).toList(), "");
        StringBuilder text = new StringBuilder();
        for (CheckResult finding : diagnosis.findings()) {
            String space = "%-8s%-" + (checks + 2) + "s%-" + (subjects + 2) + "s";
            String status =
                    finding.status() == Status.FAIL ? "FAIL" : finding.status().code();
            String head = space.formatted(status, finding.check().code(), finding.subject());
            text.append(coloured(finding.status(), head, status.length()))
                    .append(finding.found())
                    .append('\n');
            if (!finding.remedy().isEmpty()) {
                text.append(" ".repeat(head.length()))
                        .append("Remedy: ")
                        .append(finding.remedy())
                        .append('\n');
            }
        }
        return text.append('\n').append(summary(diagnosis)).append('\n').toString();
    }

    private static int width(List<String> cells, String least) {
        return cells.stream().mapToInt(String::length).reduce(least.length(), Math::max);
    }

    private String coloured(Status status, String head, int length) {
        String start =
                switch (status) {
                    case OK -> "\u001b[32m";
                    case WARN -> "\u001b[33m";
                    case FAIL -> "\u001b[1;31m";
                    case SKIPPED -> "\u001b[2m";
                };
        return colour ? start + head.substring(0, length) + RESET + head.substring(length) : head;
    }

    private static String summary(Diagnosis diagnosis) {
        List<String> parts = new ArrayList<>();
        for (Status status : Status.values()) {
            parts.add(diagnosis.count(status) + " " + status.name().toLowerCase(Locale.ROOT));
        }
        return (diagnosis.passed() ? "passed: " : "failed: ") + String.join(", ", parts);
    }
}
