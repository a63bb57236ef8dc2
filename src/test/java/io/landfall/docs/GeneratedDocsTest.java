package io.landfall.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratedDocsTest {
    private static final Path FRESH = Path.of("target/topology-docs");
    private static final Map<String, String> FILES = GeneratedDocs.files();
    private static final Map<String, String> AGAIN = GeneratedDocs.files();

    @BeforeAll
    static void write() throws IOException {
        Files.createDirectories(FRESH);
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Files.writeString(FRESH.resolve(file.getKey()), file.getValue());
        }
    }

    static Set<String> names() {
        return FILES.keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldBeWhatTheCodeSays(String name) throws IOException {
        Path published = GeneratedDocs.FOLDER.resolve(name);

        assertThat(Files.exists(published) ? Files.readString(published) : "")
                .as("%s is stale: cp %s/* %s/", published, FRESH, GeneratedDocs.FOLDER)
                .isEqualTo(FILES.get(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldBeTheSameEachTime(String name) {
        assertThat(AGAIN).containsEntry(name, FILES.get(name));
    }
}
