package io.landfall.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** What a landing area's root looks like. */
public final class LandingRoot {
    /** What is right. */
    public static final String EXPECTED = "s3://bucket/prefix or file:///folder";

    public static final String NOT_ONE = "is not a landing area";
    public static final String PARTITION = "has a '=', which Spark would take for a partition";

    private LandingRoot() {}

    /** What is wrong with a root in which no reference is left; never quotes it. Empty if nothing is. */
    public static Optional<String> wrong(String root) {
        if (!isOne(root)) {
            return Optional.of(NOT_ONE);
        }
        return root.contains("=") ? Optional.of(PARTITION) : Optional.empty();
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
