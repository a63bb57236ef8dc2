package io.landfall.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.reconcile.FindingKind;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReconcilePageTest {
    @ParameterizedTest
    @EnumSource
    void shouldExplainEachFindingInTheWordsOfTheCommand(FindingKind kind) throws IOException {
        assertThat(Files.readString(GeneratedDocs.FOLDER.resolve("reconcile.md")))
                .contains("| `" + kind.code() + "` | " + kind.meaning() + " | " + kind.remedy() + " |");
    }
}
