package io.landfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.config.PrivacyRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

class NestedProtectionTest {
    private static final Schema ORDER = new Schema.Parser()
            .parse(
                    """
                    {"type":"record","name":"orders","fields":[
                      {"name":"home","type":["null",{"type":"record","name":"address","namespace":"a","fields":[
                        {"name":"street","type":"string"},{"name":"city","type":"string"}]}],"default":null},
                      {"name":"work","type":"a.address"},
                      {"name":"contacts","type":{"type":"array","items":["null",{"type":"record","name":"contact",
                        "fields":[{"name":"phone","type":["null","string"]}]}]}},
                      {"name":"byrole","type":{"type":"map","values":"contact"}},
                      {"name":"tags","type":["null",{"type":"array","items":["null","string"]}]},
                      {"name":"either","type":["null","int","string"]},
                      {"name":"party","type":["contact",{"type":"record","name":"firm","fields":[
                        {"name":"vat","type":"string"}]}]}]}""");
    private static final PrivacyRule FULL = new PrivacyRule.Mask(PrivacyRule.Extent.FULL);
    private static final PrivacyRule BOTH = new PrivacyRule.TokenizeAndEncrypt(new PrivacyRule.Encrypt());
    private static final String HIDDEN = "****";

    @Test
    void shouldReachIntoRecordsArraysAndMaps() {
        GenericRecord result = protect(Map.of("home.street", FULL, "contacts.phone", FULL, "byrole.phone", FULL));

        assertThat(((GenericRecord) result.get("home")).get("street")).isEqualTo(HIDDEN);
        assertThat(((GenericRecord) result.get("home")).get("city")).hasToString("Berlin");
        assertThat(((GenericRecord) result.get("work")).get("street")).hasToString("Main St");
        List<?> contacts = (List<?>) result.get("contacts");
        assertThat(((GenericRecord) contacts.get(0)).get("phone")).isEqualTo(HIDDEN);
        assertThat(contacts.get(1)).isNull();
        GenericRecord boss = (GenericRecord) ((Map<?, ?>) result.get("byrole")).get(new Utf8("boss"));
        assertThat(boss.get("phone")).isEqualTo(HIDDEN);
    }

    @Test
    void shouldMakeSchemasThatParseAndRecordsThatFitThem() {
        GenericRecord result = protect(Map.of(
                "home.street", FULL, "work.city", FULL, "contacts.phone", FULL, "tags", FULL, "party.vat", FULL));

        assertThat(new Schema.Parser().parse(result.getSchema().toString())).isEqualTo(result.getSchema());
        assertThat(GenericData.get().validate(result.getSchema(), result)).isTrue();
    }

    @Test
    void shouldProtectEachItemOfAnArray() {
        assertThat(protect(Map.of("tags", FULL)).get("tags")).isEqualTo(Arrays.asList(HIDDEN, null));
    }

    @Test
    void shouldProtectUnionsByTheBranchOfTheValue() {
        assertThat(protect(Map.of("either", new PrivacyRule.Encrypt())).get("either"))
                .satisfies(text -> assertThat(new Decryptor(Fixtures.RING).text("orders", "either", (String) text))
                        .isEqualTo("17"));
        GenericRecord party = (GenericRecord) protect(Map.of("party.vat", FULL)).get("party");
        assertThat(party.get("vat")).isEqualTo(HIDDEN);
    }

    @Test
    void shouldPutTheCiphertextBesideTheTokenWhereverTheFieldIs() {
        GenericRecord result = protect(Map.of("home.street", BOTH, "byrole.phone", BOTH, "tags", BOTH, "either", BOTH));

        GenericRecord home = (GenericRecord) result.get("home");
        assertThat(home.getSchema().getFields())
                .extracting(Schema.Field::name)
                .containsExactly("street", "street_encrypted", "city");
        assertToken(home.get("street"));
        assertThat(open("home.street", home.get("street_encrypted"))).isEqualTo("Side St");
        assertThat(home.get("city")).hasToString("Berlin");
        GenericRecord boss = (GenericRecord) ((Map<?, ?>) result.get("byrole")).get(new Utf8("boss"));
        assertToken(boss.get("phone"));
        assertThat(open("byrole.phone", boss.get("phone_encrypted"))).isEqualTo("0151 234567");
        List<?> tokens = (List<?>) result.get("tags");
        List<?> ciphertexts = (List<?>) result.get("tags_encrypted");
        assertToken(tokens.get(0));
        assertThat(open("tags", ciphertexts.get(0))).isEqualTo("vip");
        assertThat(tokens.get(1)).isNull();
        assertThat(ciphertexts.get(1)).isNull();
        assertToken(result.get("either"));
        assertThat(open("either", result.get("either_encrypted"))).isEqualTo("17");
        assertThat(new Schema.Parser().parse(result.getSchema().toString())).isEqualTo(result.getSchema());
        assertThat(GenericData.get().validate(result.getSchema(), result)).isTrue();
    }

    @Test
    void shouldRefuseWhatWouldLeavePersonalDataInClear() {
        refuses(Map.of("byrole", FULL), "byrole: is a map, whose keys would stay in clear: redact or drop it");
        refuses(Map.of("work", FULL), "work: is a record: name fields in it, or redact or drop it as a whole");
        refuses(Map.of("home.zip", FULL), "home.zip: no such field");
        refuses(
                Map.of("work.street", new PrivacyRule.Drop(), "work.city", new PrivacyRule.Drop()),
                "work: no field would be left");
    }

    @Test
    void shouldSayOnceThatAPairDoesNotSuitAField() {
        Protector protector = new Protector(Fixtures.table("orders", Map.of("work", BOTH)), Fixtures.RING);

        assertThatThrownBy(() -> protector.check(ORDER))
                .hasMessage("privacy of table orders does not fit its schema: work: is a record: name fields in it, or "
                        + "redact or drop it as a whole");
    }

    @Test
    void shouldRefuseACiphertextsColumnThatANestedRecordHasAlready() {
        Schema taken = new Schema.Parser().parse(ORDER.toString().replace("\"city\"", "\"street_encrypted\""));
        Protector protector = new Protector(Fixtures.table("orders", Map.of("home.street", BOTH)), Fixtures.RING);

        assertThatThrownBy(() -> protector.check(taken))
                .hasMessageEndingWith(": home.street: its ciphertext goes to a column street_encrypted, and there is a "
                        + "field of that name");
    }

    @Test
    void shouldRedactWholeRecords() {
        GenericRecord result = protect(Map.of("work", new PrivacyRule.Redact(), "byrole", new PrivacyRule.Drop()));

        assertThat(result.get("work")).isNull();
        assertThat(result.getSchema().getField("byrole")).isNull();
        assertThat(new Schema.Parser().parse(result.getSchema().toString())).isEqualTo(result.getSchema());
    }

    private static void assertToken(Object value) {
        assertThat((String) value).startsWith("tok_k1_");
    }

    private static String open(String path, Object ciphertext) {
        return new Decryptor(Fixtures.RING).text("orders", path, (String) ciphertext);
    }

    private static void refuses(Map<String, PrivacyRule> rules, String problem) {
        Protector protector = new Protector(Fixtures.table("orders", rules), KeyRing.none());
        assertThatThrownBy(() -> protector.check(ORDER)).hasMessageContaining(problem);
    }

    private static GenericRecord protect(Map<String, PrivacyRule> rules) {
        return Fixtures.protect("orders", rules, Fixtures.RING, order()).value();
    }

    private static GenericRecord order() {
        Schema contact = ORDER.getField("byrole").schema().getValueType();
        Schema firm = ORDER.getField("party").schema().getTypes().get(1);
        GenericRecord phone = new GenericRecordBuilder(contact)
                .set("phone", new Utf8("0151 234567"))
                .build();
        return new GenericRecordBuilder(ORDER)
                .set("home", address("Side St"))
                .set("work", address("Main St"))
                .set("contacts", Arrays.asList(phone, null))
                .set("byrole", Map.of(new Utf8("boss"), phone))
                .set("tags", Arrays.asList(new Utf8("vip"), null))
                .set("either", 17)
                .set(
                        "party",
                        new GenericRecordBuilder(firm)
                                .set("vat", new Utf8("DE1"))
                                .build())
                .build();
    }

    private static GenericRecord address(String street) {
        return new GenericRecordBuilder(ORDER.getField("work").schema())
                .set("street", new Utf8(street))
                .set("city", new Utf8("Berlin"))
                .build();
    }
}
