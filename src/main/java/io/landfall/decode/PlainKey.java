package io.landfall.decode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.util.Utf8;

/** A key that is a text, or a number written as one. */
final class PlainKey {
    private PlainKey() {}

    /**
     * The key as a value of a field.
     *
     * @param type what Avro's reader would give for the field; may allow null
     */
    static Object value(byte[] key, Schema type) {
        String text = text(key);
        try {
            for (Schema branch : type.isUnion() ? type.getTypes() : List.of(type)) {
                Schema.Type kind = branch.getType();
                if (kind == Schema.Type.STRING) {
                    return new Utf8(text);
                } else if (kind == Schema.Type.INT) {
                    return Integer.valueOf(text);
                } else if (kind == Schema.Type.LONG) {
                    return Long.valueOf(text);
                }
            }
        } catch (NumberFormatException e) {
            throw new FieldProblemException("the key is not a number of the field's type");
        }
        throw new FieldProblemException("a plain key fills fields of type string, int and long only");
    }

    private static String text(byte[] key) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FieldProblemException("the key is not a text");
        }
    }
}
