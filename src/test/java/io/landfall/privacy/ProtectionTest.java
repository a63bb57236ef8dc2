package io.landfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.PrivacyRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

/** What stands in the schemas of segments that have landed: none of it may change. */
class ProtectionTest {
    @Test
    void shouldCallEachOperationInASchemaWhatItWasAlwaysCalled() {
        Map<String, PrivacyRule> rules = new LinkedHashMap<>();
        rules.put("tokenized", new PrivacyRule.Tokenize());
        rules.put("encrypted", new PrivacyRule.Encrypt());
        rules.put("email", new PrivacyRule.EncryptEmail());
        rules.put("both", new PrivacyRule.TokenizeAndEncrypt(new PrivacyRule.Encrypt()));
        rules.put("both_email", new PrivacyRule.TokenizeAndEncrypt(new PrivacyRule.EncryptEmail()));
        rules.put("hashed", new PrivacyRule.Hash());
        rules.put("masked", new PrivacyRule.Mask(PrivacyRule.Extent.PARTIAL));
        rules.put("masked_fully", new PrivacyRule.Mask(PrivacyRule.Extent.FULL));
        rules.put("redacted", new PrivacyRule.Redact());
        rules.put("dropped", new PrivacyRule.Drop());
        SchemaBuilder.FieldAssembler<Schema> fields =
                SchemaBuilder.record("person").fields().requiredString("clear");
        rules.keySet().forEach(fields::requiredString);

        Schema schema =
                new Protector(Fixtures.table("people", rules), Fixtures.RING).protectedSchema(fields.endRecord());

        Map<String, String> properties = new LinkedHashMap<>();
        schema.getFields().forEach(field -> properties.put(field.name(), field.getProp("landfall.protection")));
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("clear", null);
        expected.put("tokenized", "tokenize");
        expected.put("encrypted", "encrypt");
        expected.put("email", "encrypt_email");
        expected.put("both", "tokenize");
        expected.put("both_encrypted", "encrypt");
        expected.put("both_email", "tokenize");
        expected.put("both_email_encrypted", "encrypt_email");
        expected.put("hashed", "hash");
        expected.put("masked", "mask");
        expected.put("masked_fully", "mask");
        expected.put("redacted", "redact");
        assertThat(properties).containsExactlyEntriesOf(expected);
    }

    @Test
    void shouldHaveNoWordThatIsNotPinned() {
        assertThat(Arrays.stream(Protection.values()).map(Protection::word).toList())
                .isEqualTo(List.of("tokenize", "encrypt", "encrypt_email", "hash", "mask", "redact"));
    }
}
