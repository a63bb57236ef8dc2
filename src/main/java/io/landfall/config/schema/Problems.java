package io.landfall.config.schema;

import io.landfall.config.Problem;
import io.landfall.config.form.Violation;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with one file. The same problem found twice (in a part and in the whole) counts once. */
public final class Problems {
    private static final Comparator<Problem> IN_FILE_ORDER =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    private final String file;
    private final String hintWhereMissing;
    private final Set<Problem> found = new LinkedHashSet<>();

    public Problems(String file) {
        this(file, "");
    }

    private Problems(String file, String hintWhereMissing) {
        this.file = file;
        this.hintWhereMissing = hintWhereMissing;
    }

    /** The same problems, and a hint to add to those about missing keys from here on. */
    public Problems withHintWhereMissing(String hint) {
        Problems continued = new Problems(file, hint);
        continued.found.addAll(found);
        return continued;
    }

    public void report(Location at, String wrong, String expected) {
        found.add(new Problem(file, at.line(), at.column(), at.path(), wrong, expected));
    }

    /** Of the values of one section. */
    public void report(Values section, List<Violation> violations) {
        violations.forEach(violation -> report(section.at(violation.path()), violation));
    }

    public void report(Location at, Violation violation) {
        report(at, violation.wrong(), violation.expected());
    }

    void missing(Location at, String expected) {
        report(at, "is missing", expected + hintWhereMissing);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> list() {
        return found.stream().sorted(IN_FILE_ORDER).toList();
    }
}
