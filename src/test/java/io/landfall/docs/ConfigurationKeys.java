package io.landfall.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of {@code landfall.yaml} at one time, each with its type and default, and what the changelog has to say of a change. */
record ConfigurationKeys(Map<String, Key> byPath) {
    private static final String SEPARATOR = " | ";
    private static final Pattern UNRELEASED = Pattern.compile("(?ms)^## Unreleased$(.*?)(?=^## |\\z)");
    private static final Pattern PART = Pattern.compile("(?ms)^### (\\w+)$(.*?)(?=^### |\\z)");

    /**
     * One key.
     *
     * @param type in words
     * @param fallback its default as it would be written, {@code required}, or nothing
     */
    record Key(String type, String fallback) {
        private String words() {
            if (fallback.isEmpty()) {
                return type;
            }
            return type + ", " + (fallback.equals("required") ? "required" : "default " + Markdown.code(fallback));
        }
    }

    /** What an entry has to be: below one of these headings, with all of these texts in backticks. */
    private record Wanted(List<String> headings, List<String> names, String line) {}

    static ConfigurationKeys read(List<String> lines) {
        Map<String, Key> keys = new LinkedHashMap<>();
        for (String line : lines) {
            String[] cells = line.split(Pattern.quote(SEPARATOR), -1);
            keys.put(cells[0], new Key(cells[1], cells.length > 2 ? cells[2] : ""));
        }
        return new ConfigurationKeys(keys);
    }

    /** As the list is kept: a line for each key. */
    String text() {
        return byPath.entrySet().stream()
                .map(key -> Stream.of(
                                key.getKey(),
                                key.getValue().type(),
                                key.getValue().fallback())
                        .filter(cell -> !cell.isEmpty())
                        .collect(Collectors.joining(SEPARATOR, "", "\n")))
                .collect(Collectors.joining());
    }

    /** The lines that the changelog lacks for what became of these keys, each with the heading it belongs under. */
    List<String> unsaid(ConfigurationKeys today, String changelog) {
        List<String> unsaid = new ArrayList<>();
        for (Wanted wanted : wanted(today)) {
            boolean said = UNRELEASED.matcher(changelog).results().anyMatch(unreleased -> PART.matcher(
                            unreleased.group(1))
                    .results()
                    .filter(part -> wanted.headings().contains(part.group(1)))
                    .flatMap(part -> entries(part.group(2)).stream())
                    .anyMatch(entry -> wanted.names().stream().allMatch(name -> entry.contains(Markdown.code(name)))));
            if (!said) {
                unsaid.add("### " + wanted.headings().get(0) + ": " + wanted.line());
            }
        }
        return unsaid;
    }

    private List<Wanted> wanted(ConfigurationKeys today) {
        List<Wanted> wanted = new ArrayList<>();
        today.byPath().forEach((path, now) -> {
            Key before = byPath.get(path);
            if (before == null) {
                String line = "- `" + path + "` (" + now.words() + "): what it does.";
                wanted.add(new Wanted(List.of("Added", "Changed"), List.of(path), line));
            } else if (!before.equals(now)) {
                String line = "- `" + path + "` is now " + now.words() + "; it was " + before.words() + ".";
                wanted.add(new Wanted(List.of("Changed"), names(path, before, now), line));
            }
        });
        byPath.forEach((path, before) -> {
            if (!today.byPath().containsKey(path)) {
                String line = "- `" + path + "`: what takes its place.";
                wanted.add(new Wanted(List.of("Removed", "Changed"), List.of(path), line));
            }
        });
        return wanted;
    }

    /** A default that changed is named, so that an older entry about the same key does not pass for this one. */
    private static List<String> names(String path, Key before, Key now) {
        boolean named = !now.fallback().equals(before.fallback())
                && !Set.of("", "required").contains(now.fallback());
        return named ? List.of(path, now.fallback()) : List.of(path);
    }

    /** The items of a list, each with its continuation lines. */
    private static List<String> entries(String list) {
        return List.of(list.split("(?m)^- ", -1));
    }
}
