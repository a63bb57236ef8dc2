package io.landfall.config.form;

/**
 * What a name, or another text of one piece, has to look like.
 *
 * @param name what the text is, with its article: {@code a topic}
 * @param expected what is right
 * @param regex of the whole text
 */
public record Spelling(String name, String expected, String regex) {
    /** Anything but blanks. */
    public static final Spelling PLAIN = new Spelling("a text", "a text", "(?s).*\\S.*");

    /** A field of the record's value; dots reach into nested records. */
    public static final Spelling FIELD = new Spelling(
            "a field",
            "a field's name, such as email or address.street",
            "[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");

    /** Whether a text is of this form. */
    public boolean matches(String text) {
        return text.matches(regex);
    }
}
