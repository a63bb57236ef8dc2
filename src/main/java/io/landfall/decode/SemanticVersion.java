package io.landfall.decode;

import io.landfall.record.WriterSchema;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/** What lands as {@code schema_version}. */
final class SemanticVersion {
    private static final Pattern SEMANTIC =
            Pattern.compile("\\d+\\.\\d+\\.\\d+(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?");
    private static final String FOREIGN = "0.0.0";

    private SemanticVersion() {}

    /**
     * The schema's own property {@code version} if that is a semantic version, else the subject's version as a major one.
     *
     * @param subjectVersion empty if the id belongs to another subject
     */
    static WriterSchema writer(int id, Schema schema, Optional<Integer> subjectVersion) {
        String own = schema.getProp("version");
        if (own != null && SEMANTIC.matcher(own).matches()) {
            return new WriterSchema(id, own);
        }
        return new WriterSchema(
                id, subjectVersion.map(version -> version + ".0.0").orElse(FOREIGN));
    }
}
