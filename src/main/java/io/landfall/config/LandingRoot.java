package io.landfall.config;

import io.landfall.config.form.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** What a landing area's root looks like. */
public final class LandingRoot {
    /** What is right. */
    public static final String EXPECTED = "s3://bucket/prefix or file:///folder";

    private static final String NOT_ONE = "is not a landing area";
    private static final String PARTITION = "has a '=', which Spark would take for a partition";
    private static final String ESCAPE = "has a '%', which some clients of S3 take for the beginning of an escape";

    private LandingRoot() {}

    /** What is wrong with a root in which no reference is left; never quotes it. Empty if nothing is. */
    public static Optional<String> wrong(String root) {
        if (!isOne(root)) {
            return Optional.of(NOT_ONE);
        }
        if (root.startsWith("s3://") && root.contains("%")) {
            return Optional.of(ESCAPE);
        }
        return root.contains("=") ? Optional.of(PARTITION) : Optional.empty();
    }

    /** What is wrong with a root as written; what a reference stands for is checked once it is resolved. */
    public static List<Violation> wrong(Template root) {
        String text = root.template();
        boolean unknown = text.startsWith("${");
        if (!unknown && !text.matches("s3://(\\$\\{.*|[^/$].*)|file:///.+")) {
            return List.of(Violation.at(NOT_ONE, EXPECTED, "root"));
        }
        if (text.startsWith("s3://") && root.literals().contains("%")) {
            return List.of(Violation.at(ESCAPE, "a prefix without '%'", "root"));
        }
        return root.literals().contains("=")
                ? List.of(Violation.at(PARTITION, "a prefix without '='", "root"))
                : List.of();
    }

    /** Keys are made of the root and a slash; two of them would be another key. */
    static Template withoutTrailingSlash(Template root) {
        return new Template(root.template().replaceAll("(?<=[^/])/+$", ""));
    }

    /** Whether a folder, as written, is inside a landing area. */
    static boolean contains(Template root, Template folder) {
        return (folder.template() + "/").startsWith(withoutTrailingSlash(root).template() + "/");
    }

    private static boolean isOne(String root) {
        try {
            URI uri = new URI(root);
            return root.startsWith("s3://")
                    ? uri.getHost() != null && uri.getHost().equals(uri.getAuthority()) && isPlain(uri)
                    : root.matches("file:///.+") && isPlain(uri);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isPlain(URI uri) {
        return uri.getRawQuery() == null && uri.getRawFragment() == null;
    }
}
