package io.landfall.docs;

import io.landfall.proof.Figures;
import io.landfall.proof.Proofs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The tests that a build leaves to the second rung, with what each proves. */
final class ProofsPage {
    private static final String ABOUT =
            """
            # Proofs

            `mvn -B verify` runs the unit tests and most tests against real parts. These take longer, and are a second rung that no
            build runs by itself. Run them before a release, and when a change touches what one of them is about:

            ```
            mvn -B verify -Pproof                   # all of them; .ci/run proof does the same
            mvn -B verify -Pproof -Dit.test='TEST' -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
            mvn -B test -Pproof -Dtest='TEST'       # where the class does not end in IT
            ```

            """;

    private ProofsPage() {}

    static String of() {
        StringBuilder page = new StringBuilder(ABOUT).append(Markdown.head("promise", "test", "last run"));
        Map<String, String> figures = figures();
        Proofs.all()
                .forEach(proof -> page.append(Markdown.row(List.of(
                        Markdown.text(proof.promise()),
                        Markdown.code(proof.test()),
                        figures.getOrDefault(proof.test(), "never")))));
        return page.toString();
    }

    private static Map<String, String> figures() {
        try {
            return Figures.of(Figures.PUBLISHED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
