package io.landfall.decode.registry;

import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A schema registry, seen as decoding needs it.
 *
 * <p>An empty answer means that the registry said "not known". No answer at all is {@link
 * RegistryUnavailableException}, never an empty one: an outage must not make good records look like poison.
 *
 * <p>Implementations may be used by many threads.
 */
public interface SchemaRegistry {

    /**
     * The schema of an id.
     *
     * @throws RegistryUnavailableException if there is no answer for now
     * @throws RegistryRefusedException if asking again will not help
     */
    Optional<RegisteredSchema> byId(int id);

    /**
     * The newest version of a subject.
     *
     * @throws RegistryUnavailableException if there is no answer for now
     * @throws RegistryRefusedException if asking again will not help
     */
    Optional<SubjectVersion> newest(String subject);

    /**
     * The version that an id has within a subject; the highest if there are several, empty if there is none.
     *
     * @throws RegistryUnavailableException if there is no answer for now
     * @throws RegistryRefusedException if asking again will not help
     */
    OptionalInt version(String subject, int id);

    /** The registry as the service uses it: over HTTP, waiting through outages, and asking for each id once. */
    static SchemaRegistry connect(RegistryConnection connection, RegistryListener listener, Clock clock) {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(connection.timeout())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        SchemaRegistry resilient = new ResilientSchemaRegistry(
                new RestSchemaRegistry(connection, http), connection.retry(), listener, clock);
        return new CachingSchemaRegistry(resilient, connection.unknownFor(), clock);
    }
}
