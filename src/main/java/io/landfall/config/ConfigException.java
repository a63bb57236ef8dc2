package io.landfall.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; says why, completely. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** All that is wrong. */
    public ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Every problem of the file, in the file's order; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
