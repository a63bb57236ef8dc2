package io.landfall.proof;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The tests that are proofs. */
public final class Proofs {
    private Proofs() {}

    /**
     * A test, or a class of them.
     *
     * @param test as {@code -Dit.test} takes it
     */
    public record Entry(String promise, String test) {}

    /** All, by test. */
    public static List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages("io.landfall")) {
            type.tryGetAnnotationOfType(Proof.class)
                    .ifPresent(proof -> entries.add(new Entry(proof.value(), type.getSimpleName())));
            for (JavaMethod method : type.getMethods()) {
                method.tryGetAnnotationOfType(Proof.class)
                        .ifPresent(proof ->
                                entries.add(new Entry(proof.value(), type.getSimpleName() + "#" + method.getName())));
            }
        }
        entries.sort(Comparator.comparing(Entry::test));
        return entries;
    }

    static int count() {
        return all().size();
    }
}
