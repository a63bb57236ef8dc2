package io.landfall.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinksTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    private static final Path README = Path.of("README.md");
    private static final Path CONTRIBUTING = Path.of(".github/CONTRIBUTING.md");

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(README));
        for (Path folder : List.of(GeneratedDocs.FOLDER, CONTRIBUTING.getParent())) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldLeadToFilesAndHeadingsThatAreThere(Path page) throws IOException {
        List<String> broken = LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://"))
                .filter(link -> !resolves(page, link))
                .toList();

        assertThat(broken).as("links of %s that lead nowhere", page).isEmpty();
    }

    /** From the index of its folder, and that from the one above. */
    @ParameterizedTest
    @MethodSource("pages")
    void shouldBeReachedFromTheIndex(Path page) throws IOException {
        if (page.equals(README)) {
            return;
        }
        List<Path> linked = LINK.matcher(Files.readString(index(page)))
                .results()
                .map(link -> index(page).resolveSibling(link.group(1)).normalize())
                .toList();

        assertThat(linked).contains(page);
    }

    @Test
    void shouldLookAtPagesInAllFolders() throws IOException {
        assertThat(pages())
                .contains(README, CONTRIBUTING, GeneratedDocs.FOLDER.resolve("decisions/README.md"))
                .contains(GeneratedDocs.FOLDER.resolve("glossary.md"));
    }

    private static Path index(Path page) {
        Path beside = page.resolveSibling(README);
        if (Files.exists(beside) && !page.equals(beside)) {
            return beside;
        }
        Path above = page.getParent().getParent();
        return above == null ? README : above.resolve(README);
    }

    private static boolean resolves(Path page, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        return Files.exists(target) && (hash < 0 || headings(target).contains(link.substring(hash + 1)));
    }

    private static List<String> headings(Path page) {
        try {
            return HEADING.matcher(Files.readString(page))
                    .results()
                    .map((MatchResult heading) -> Markdown.anchor(heading.group(1)))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
