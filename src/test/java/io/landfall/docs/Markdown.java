package io.landfall.docs;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Pieces of Markdown. */
final class Markdown {
    private Markdown() {}

    /** A line of a table; with {@code |} in a cell escaped. */
    static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** A table's first two lines. */
    static String head(String... columns) {
        return row(List.of(columns)) + "|" + "---|".repeat(columns.length) + "\n";
    }

    /** Prose: what looks like a tag would vanish. */
    static String text(String prose) {
        return prose.replace("<", "&lt;").replace(">", "&gt;");
    }

    static String code(String text) {
        return "`" + text + "`";
    }

    /** What a link to a heading ends in, as GitHub has it. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }
}
