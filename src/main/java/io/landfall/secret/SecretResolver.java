package io.landfall.secret;

import io.landfall.config.Template;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Resolves configured texts. Asks for each reference once, so that a rotation does not show halfway through a start. */
public final class SecretResolver {
    private final Map<String, SecretSource> sources;
    private final Map<Template.Part.Reference, Secret> known = new HashMap<>();

    /**
     * A resolver that asks the given places.
     *
     * @param sources by the word that begins their references, as in {@link Template#SOURCES}
     */
    public SecretResolver(Map<String, SecretSource> sources) {
        this.sources = Map.copyOf(sources);
    }

    /** Resolves from this process's environment, its files, Databricks and AWS; these two are connected to when needed. */
    public static SecretResolver standard() {
        return new SecretResolver(standardSources());
    }

    /** Resolves from this process's environment and its files only: connects to nothing. */
    public static SecretResolver local() {
        return new SecretResolver(localSources());
    }

    private static Map<String, SecretSource> localSources() {
        return Map.of("env", new EnvironmentSecrets(System.getenv()::get), "file", new FileSecrets());
    }

    static Map<String, SecretSource> standardSources() {
        Map<String, SecretSource> sources = new HashMap<>(localSources());
        sources.put("databricks", DatabricksSecrets.standard());
        sources.put("aws", AwsSecrets.standard());
        return sources;
    }

    /** Resolves all references in a text; empty if one cannot be resolved. */
    @SuppressWarnings("UnusedException") // not to be had, which is an answer
    public Optional<Secret> find(Template text) {
        try {
            return Optional.of(resolve("", text));
        } catch (SecretException e) {
            return Optional.empty();
        }
    }

    /**
     * Resolves all references in a text.
     *
     * @param keyPath where the text is configured, such as {@code schema_registry.password}, for the error
     * @throws SecretException if one cannot be resolved
     */
    public synchronized Secret resolve(String keyPath, Template text) {
        StringBuilder resolved = new StringBuilder();
        for (Template.Part part : text.parts()) {
            if (part instanceof Template.Part.Literal literal) {
                resolved.append(literal.text());
            } else if (part instanceof Template.Part.Reference reference) {
                resolved.append(secret(keyPath, reference).reveal());
            }
        }
        return Secret.of(resolved.toString());
    }

    private Secret secret(String keyPath, Template.Part.Reference reference) {
        Secret before = known.get(reference);
        if (before != null) {
            return before;
        }
        SecretSource source = sources.get(reference.source());
        SecretSource.Lookup lookup = source == null
                ? new SecretSource.Lookup.NotFound("there is no source '" + reference.source() + "'")
                : source.lookup(reference.name());
        if (lookup instanceof SecretSource.Lookup.Found found) {
            known.put(reference, found.secret());
            return found.secret();
        }
        String why = ((SecretSource.Lookup.NotFound) lookup).why();
        throw new SecretException(keyPath + ": " + reference + " cannot be resolved: " + why);
    }
}
