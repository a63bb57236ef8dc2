package io.landfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.config.PrivacyRule;
import io.landfall.record.ProtectedRecord;
import io.landfall.record.SchemaMismatchException;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

class ProtectorTest {
    private static final String NAME = "Ada Lovelace";
    private static final PrivacyRule BOTH = new PrivacyRule.TokenizeAndEncrypt(new PrivacyRule.Encrypt());
    private static final Schema PERSON = SchemaBuilder.record("person")
            .namespace("test")
            .doc("A person")
            .fields()
            .requiredInt("id")
            .name("name")
            .doc("Full name")
            .type()
            .nullable()
            .stringType()
            .stringDefault("Jane Doe")
            .requiredString("email")
            .requiredLong("born")
            .endRecord();

    @Test
    void shouldPassRecordsOnAsTheyAreWithoutRules() {
        GenericRecord value = person(NAME);
        Protector protector = new Protector(Fixtures.table("people", Map.of()), KeyRing.none());

        ProtectedRecord result = protector.protect(Fixtures.scored(value));

        assertThat(result.value()).isSameAs(value);
        assertThat(protector.protectedSchema(PERSON)).isSameAs(PERSON);
        assertThat(result.score()).isEqualTo(90);
        assertThat(result.issues()).containsExactly("email:pattern");
        assertThat(result.position().offset()).isEqualTo(42);
    }

    @Test
    void shouldMakeTheTokensItAlwaysMade() {
        // HMAC-SHA-256 over "s" + text, "n" + number, computed with another implementation
        assertThat(protect("name", new PrivacyRule.Tokenize(), Fixtures.RING))
                .isEqualTo("tok_k1_6SUeYiT0ns5WXdSEHKXTau4iKKyVq9SNZ0G7YyyPVco");
        assertThat(protect("id", new PrivacyRule.Tokenize(), Fixtures.RING))
                .isEqualTo("tok_k1_4XOX5s3c0H708m4bU_c_3nr5ie9oTaWl7jFkrfS1qB4");
        assertThat(protect("name", new PrivacyRule.Tokenize(), Fixtures.ROTATED))
                .isEqualTo("tok_k2_J9ge10Yo3MAVdv6g3kPqbow5w7u9BaF2CRke-QP90jw");
    }

    @Test
    void shouldMakeTheSameTokenInEveryTableAndFieldOfTheSameValue() {
        Map<String, PrivacyRule> rules =
                Map.of("name", new PrivacyRule.Tokenize(), "email", new PrivacyRule.Tokenize());
        GenericRecord value = person(NAME);
        value.put("email", new Utf8(NAME));

        GenericRecord people =
                Fixtures.protect("people", rules, Fixtures.RING, value).value();
        GenericRecord others =
                Fixtures.protect("others", rules, Fixtures.RING, value).value();

        assertThat(people.get("name")).isEqualTo(others.get("name")).isEqualTo(people.get("email"));
    }

    @Test
    void shouldDecryptTheCiphertextsOfEarlierReleases() {
        // Made with another implementation of HKDF and AES-GCM
        Decryptor decryptor = new Decryptor(Fixtures.ROTATED);

        assertThat(decryptor.text("people", "name", "enc_k1_AAECAwQFBgcICQoLGuC-4q_-0-AFBw5EAkbWZ-1IBLvwKWJs2p715y8"))
                .isEqualTo(NAME);
        assertThat(decryptor.text("people", "email", "enc_k1_AAECAwQFBgcICQoL5UvWdDDH_4wromwjjj_SQwvFgWw@example.org"))
                .isEqualTo("ada@example.org");
    }

    @Test
    void shouldEncryptWithTheCurrentKeyAndDecryptWithAnyOfTheRing() {
        String before = protect("name", new PrivacyRule.Encrypt(), Fixtures.RING);
        String after = protect("name", new PrivacyRule.Encrypt(), Fixtures.ROTATED);
        Decryptor decryptor = new Decryptor(Fixtures.ROTATED);

        assertThat(before).startsWith("enc_k1_");
        assertThat(after).startsWith("enc_k2_");
        assertThat(decryptor.text("people", "name", before)).isEqualTo(NAME);
        assertThat(decryptor.text("people", "name", after)).isEqualTo(NAME);
        assertThat(decryptor.bytes("people", "id", protect("id", new PrivacyRule.Encrypt(), Fixtures.RING)))
                .isEqualTo(new byte[] {'4', '2'});
    }

    @Test
    void shouldNotDecryptWithAnotherKeyOrForAnotherColumn() {
        String ciphertext = protect("name", new PrivacyRule.Encrypt(), Fixtures.RING);
        Decryptor decryptor = new Decryptor(Fixtures.RING);
        Decryptor otherKey = new Decryptor(KeyRing.of("k1", Map.of("k1", Fixtures.key(64))));
        Decryptor noKey = new Decryptor(KeyRing.of("k2", Map.of("k2", Fixtures.key(32))));

        refuses(decryptor, "people", "email", ciphertext, "for another table or field");
        refuses(decryptor, "others", "name", ciphertext, "for another table or field");
        refuses(otherKey, "people", "name", ciphertext, "another key 'k1'");
        refuses(noKey, "people", "name", ciphertext, "key 'k1' is not in the ring");
        refuses(decryptor, "people", "name", NAME, "holds no ciphertext");
        refuses(decryptor, "people", "name", "tok_k1_AAAA", "holds no ciphertext");
    }

    @Test
    void shouldKeepAnEncryptedEmailAddressInTheFormOfOne() {
        Decryptor decryptor = new Decryptor(Fixtures.RING);

        for (String address : new String[] {"ada@example.org", "ada@invalid", "not an address", "ada@"}) {
            String encrypted = email(address);
            assertThat(encrypted)
                    .matches("enc_k1_[A-Za-z0-9_-]+@" + (address.endsWith(".org") ? "example\\.org" : "invalid"));
            assertThat(decryptor.text("people", "email", encrypted)).isEqualTo(address);
        }
    }

    @Test
    void shouldPutTheCiphertextBesideTheTokenOfTheSameValue() {
        GenericRecord result = Fixtures.protect("people", Map.of("name", BOTH), Fixtures.RING, person(NAME))
                .value();

        assertThat(result.getSchema().getFields())
                .extracting(Schema.Field::name)
                .containsExactly("id", "name", "name_encrypted", "email", "born");
        assertThat(result.get("name")).isEqualTo(protect("name", new PrivacyRule.Tokenize(), Fixtures.RING));
        assertThat(open("name", result.get("name_encrypted"))).isEqualTo(NAME);
        assertThat(result.get("email")).hasToString("ada@example.org");
        assertThat(result.get("born")).isEqualTo(1815L);
    }

    @Test
    void shouldPutAnEncryptedEmailAddressBesideItsToken() {
        PrivacyRule rule = new PrivacyRule.TokenizeAndEncrypt(new PrivacyRule.EncryptEmail());

        GenericRecord result = Fixtures.protect("people", Map.of("email", rule), Fixtures.RING, person(NAME))
                .value();

        assertThat(result.get("email")).asString().startsWith("tok_k1_");
        assertThat(result.get("email_encrypted"))
                .asString()
                .startsWith("enc_k1_")
                .endsWith("@example.org");
        assertThat(open("email", result.get("email_encrypted"))).isEqualTo("ada@example.org");
    }

    @Test
    void shouldEncryptBesideATokenWithTheKeyOfTheField() {
        GenericRecord result = Fixtures.protect("people", Map.of("name", BOTH), Fixtures.RING, person(NAME))
                .value();
        Decryptor decryptor = new Decryptor(Fixtures.RING);
        String ciphertext = (String) result.get("name_encrypted");

        refuses(decryptor, "people", "name_encrypted", ciphertext, "for another table or field");
        refuses(decryptor, "people", "name", (String) result.get("name"), "holds no ciphertext");
    }

    @Test
    void shouldRefuseACiphertextsColumnThatTheRecordHasAlready() {
        Schema taken = SchemaBuilder.record("person")
                .fields()
                .requiredString("name")
                .requiredString("Name_Encrypted")
                .endRecord();
        Protector protector = new Protector(Fixtures.table("people", Map.of("name", BOTH)), Fixtures.RING);

        assertThatThrownBy(() -> protector.check(taken))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessage("privacy of table people does not fit its schema: name: its ciphertext goes to a column "
                        + "name_encrypted, and there is a field of that name");
    }

    @Test
    void shouldRefuseAPairWhoseSecondRuleDoesNotSuitTheField() {
        Protector protector = new Protector(
                Fixtures.table(
                        "people", Map.of("born", new PrivacyRule.TokenizeAndEncrypt(new PrivacyRule.EncryptEmail()))),
                Fixtures.RING);

        assertThatThrownBy(() -> protector.check(PERSON))
                .hasMessage("privacy of table people does not fit its schema: born: is no text, which encrypt_email "
                        + "needs");
    }

    @Test
    void shouldMaskAndHash() {
        assertThat(protect("name", new PrivacyRule.Mask(PrivacyRule.Extent.PARTIAL), KeyRing.none()))
                .isEqualTo("********lace");
        assertThat(protect("name", new PrivacyRule.Mask(PrivacyRule.Extent.FULL), KeyRing.none()))
                .isEqualTo("****");
        assertThat(protect("name", new PrivacyRule.Hash(), KeyRing.none()))
                .isEqualTo("76740216171591903cdbd18fbc770df447c5b1671005ca0020922a465bba0172");
    }

    @Test
    void shouldRedactAndDrop() {
        Map<String, PrivacyRule> rules = Map.of("email", new PrivacyRule.Redact(), "born", new PrivacyRule.Drop());

        GenericRecord result =
                Fixtures.protect("people", rules, KeyRing.none(), person(NAME)).value();

        assertThat(result.get("email")).isNull();
        assertThat(result.getSchema().getField("email").schema().toString()).isEqualTo("[\"null\",\"string\"]");
        assertThat(result.getSchema().getField("born")).isNull();
        assertThat(result.get("id")).isEqualTo(42);
    }

    @Test
    void shouldLeaveNullNullUnderEveryRule() {
        for (PrivacyRule rule : new PrivacyRule[] {
            new PrivacyRule.Tokenize(),
            new PrivacyRule.Encrypt(),
            new PrivacyRule.EncryptEmail(),
            new PrivacyRule.Mask(PrivacyRule.Extent.FULL),
            new PrivacyRule.Hash(),
            new PrivacyRule.Redact()
        }) {
            assertThat(Fixtures.protect("people", Map.of("name", rule), Fixtures.RING, person(null))
                            .value()
                            .get("name"))
                    .isNull();
        }
        GenericRecord both = Fixtures.protect("people", Map.of("name", BOTH), Fixtures.RING, person(null))
                .value();
        assertThat(both.get("name")).isNull();
        assertThat(both.get("name_encrypted")).isNull();
    }

    @Test
    void shouldSayInTheSchemaWhatIsProtectedAndForgetDefaultsInClear() {
        Schema schema = new Protector(
                        Fixtures.table(
                                "people",
                                Map.of("name", new PrivacyRule.Tokenize(), "email", new PrivacyRule.EncryptEmail())),
                        Fixtures.RING)
                .protectedSchema(PERSON);

        assertThat(schema.toString())
                .isEqualTo(
                        """
                        {"type":"record","name":"person","namespace":"test","doc":"A person","fields":[\
                        {"name":"id","type":"int"},\
                        {"name":"name","type":["null","string"],"doc":"Full name","default":null,\
                        "landfall.protection":"tokenize"},\
                        {"name":"email","type":"string","landfall.protection":"encrypt_email"},\
                        {"name":"born","type":"long"}]}""");
    }

    @Test
    void shouldSayInTheSchemaWhichColumnHasTheTokenAndWhichTheCiphertext() {
        Schema schema =
                new Protector(Fixtures.table("people", Map.of("name", BOTH)), Fixtures.RING).protectedSchema(PERSON);

        assertThat(schema.toString())
                .contains(
                        """
                        {"name":"name","type":["null","string"],"doc":"Full name","default":null,\
                        "landfall.protection":"tokenize"},\
                        {"name":"name_encrypted","type":["null","string"],"doc":"Full name","default":null,\
                        "landfall.protection":"encrypt"},""");
    }

    @Test
    void shouldGiveTheSameSchemaObjectForTheSameSchemaObject() {
        Protector protector =
                new Protector(Fixtures.table("people", Map.of("name", new PrivacyRule.Hash())), KeyRing.none());

        assertThat(protector.protect(Fixtures.scored(person(NAME))).value().getSchema())
                .isSameAs(protector.protectedSchema(PERSON));
    }

    @Test
    void shouldNameEveryFieldThatDoesNotFitAtOnce() {
        Protector protector = new Protector(
                Fixtures.table(
                        "people",
                        Map.of(
                                "nme", new PrivacyRule.Hash(),
                                "name.first", new PrivacyRule.Drop(),
                                "born", new PrivacyRule.EncryptEmail())),
                Fixtures.RING);

        assertThatThrownBy(() -> protector.check(PERSON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("privacy of table people does not fit its schema: ")
                .hasMessageContaining("nme: no such field")
                .hasMessageContaining("name.first: no such field")
                .hasMessageContaining("born: is no text, which encrypt_email needs");
    }

    @Test
    void shouldRefuseRulesThatNeedAKeyWhenThereIsNone() {
        assertThatThrownBy(() -> new Protector(
                        Fixtures.table("people", Map.of("name", new PrivacyRule.Tokenize())), KeyRing.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("privacy of table people: name: tokenize needs a key, and none is configured");
        assertThatThrownBy(() -> new Protector(Fixtures.table("people", Map.of("name", BOTH)), KeyRing.none()))
                .hasMessage("privacy of table people: name: tokenize needs a key, and none is configured");
    }

    private static String open(String path, Object ciphertext) {
        return new Decryptor(Fixtures.RING).text("people", path, (String) ciphertext);
    }

    private static void refuses(Decryptor decryptor, String table, String path, String text, String why) {
        assertThatThrownBy(() -> decryptor.text(table, path, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining(NAME);
    }

    private static String protect(String field, PrivacyRule rule, KeyRing keys) {
        return (String) Fixtures.protect("people", Map.of(field, rule), keys, person(NAME))
                .value()
                .get(field);
    }

    private static String email(String address) {
        GenericRecord value = person(NAME);
        value.put("email", new Utf8(address));
        return (String)
                Fixtures.protect("people", Map.of("email", new PrivacyRule.EncryptEmail()), Fixtures.RING, value)
                        .value()
                        .get("email");
    }

    private static GenericRecord person(String name) {
        return new GenericRecordBuilder(PERSON)
                .set("id", 42)
                .set("name", name == null ? null : new Utf8(name))
                .set("email", new Utf8("ada@example.org"))
                .set("born", 1815L)
                .build();
    }
}
