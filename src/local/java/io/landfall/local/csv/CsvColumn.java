package io.landfall.local.csv;

import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A column as it was inferred.
 *
 * @param name in the file, for messages
 * @param field in the table
 * @param notation how all its texts are written in the type
 * @param nullable whether it has empty cells
 * @param why it is text although most of its values are not
 */
record CsvColumn(String name, String field, CsvType type, String notation, boolean nullable, Optional<String> why) {

    Schema.Field avro() {
        Schema schema = type.schema(notation);
        if (!nullable) {
            return new Schema.Field(field, schema);
        }
        Schema optional = Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
        return new Schema.Field(field, optional, null, Schema.Field.NULL_DEFAULT_VALUE);
    }

    /** Whether this column gives back the text. */
    boolean fits(String text) {
        return type.notation(text).filter(notation::equals).isPresent();
    }

    /** For the user. */
    @Override
    public String toString() {
        return name + " -> " + field + ": " + typeWords() + (nullable ? ", with empty cells" : "")
                + why.map(reason -> ", " + reason).orElse("");
    }

    private String typeWords() {
        return switch (type) {
            case DECIMAL -> "decimal(38," + notation + ")";
            case TIMESTAMP -> "timestamp, written " + notation + (notation.endsWith("'Z'") ? "" : ", read as UTC");
            default -> type.name().toLowerCase(Locale.ROOT);
        };
    }
}
