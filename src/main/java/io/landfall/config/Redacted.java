package io.landfall.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts as they may be shown to anyone: references as written, literal secrets masked. */
public final class Redacted {
    private static final String MASK = "***";

    /** Keys whose value is a secret, or may have one in it, as Kafka's JAAS configuration has. */
    private static final Pattern SECRET = Pattern.compile(
            "password|passphrase|passwd|secret|jaas|token(?!\\.endpoint)|credential|access_key|private|"
                    + "keystore\\.key|user\\.info|api\\.?key",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");

    private Redacted() {}

    /** A text under a key that may hold a secret, or may not: its name says. */
    public static String text(String key, Template text) {
        return SECRET.matcher(key).find()
                ? secret(text)
                : USER_INFO.matcher(text.template()).replaceAll(MASK);
    }

    /** A text of which only the references may be shown. */
    static String secret(Template text) {
        return text.parts().stream()
                .map(part -> part instanceof Template.Part.Reference ? part.toString() : MASK)
                .collect(Collectors.joining());
    }

    public static Map<String, String> properties(Map<String, Template> properties) {
        Map<String, String> shown = new LinkedHashMap<>();
        properties.forEach((key, value) -> shown.put(key, text(key, value)));
        return shown;
    }

    public static Map<String, String> secrets(Map<String, Template> secrets) {
        Map<String, String> shown = new LinkedHashMap<>();
        secrets.forEach((key, value) -> shown.put(key, secret(value)));
        return shown;
    }
}
