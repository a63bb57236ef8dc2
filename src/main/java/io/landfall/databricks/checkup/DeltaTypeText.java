package io.landfall.databricks.checkup;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads types as Unity Catalog writes them; comments, collations and {@code NOT NULL} are passed over. */
final class DeltaTypeText {
    private final String text;
    private int at;

    private DeltaTypeText(String text) {
        this.text = text;
    }

    static DeltaType parse(String text) {
        return new DeltaTypeText(text).type();
    }

    private DeltaType type() {
        String name = plain(upTo("<>,"));
        if (!next('<')) {
            return DeltaType.simple(name);
        }
        DeltaType type =
                switch (name) {
                    case DeltaType.STRUCT -> DeltaType.struct(fields());
                    case DeltaType.MAP -> {
                        DeltaType key = type();
                        next(',');
                        yield DeltaType.map(key, type());
                    }
                    default -> new DeltaType(name, Map.of(DeltaType.ELEMENT, type()));
                };
        next('>');
        upTo(">,"); // what else is said about it
        return type;
    }

    private Map<String, DeltaType> fields() {
        Map<String, DeltaType> fields = new LinkedHashMap<>();
        while (at < text.length() && text.charAt(at) != '>') {
            String name = upTo(":>").strip();
            next(':');
            boolean quoted = name.length() > 1 && name.startsWith("`");
            fields.put(quoted ? name.substring(1, name.length() - 1).replace("``", "`") : name, type());
            next(',');
        }
        return fields;
    }

    private boolean next(char expected) {
        boolean found = at < text.length() && text.charAt(at) == expected;
        at += found ? 1 : 0;
        return found;
    }

    /** What stands before one of some characters, outside of parentheses and quotes. */
    private String upTo(String ends) {
        int from = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            switch (text.charAt(at)) {
                case '(' -> skipTo(')');
                case '\'' -> skipTo('\'');
                case '"' -> skipTo('"');
                case '`' -> skipTo('`');
                default -> {}
            }
            at = Math.min(at + 1, text.length());
        }
        return text.substring(from, at);
    }

    private void skipTo(char end) {
        at++;
        while (at < text.length() && text.charAt(at) != end) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceAll("(?s) (not null|collate \\S+|comment ['\"].*)", "")
                .replaceAll("\\s", "");
    }
}
