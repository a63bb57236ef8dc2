package io.landfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.privacy.OpenedQuarantine.Content;
import io.landfall.record.Position;
import io.landfall.record.QuarantineReason;
import io.landfall.record.SourceRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class QuarantineSealerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Position POSITION = new Position("people.v1", 3, 42, 1_700_000_000_000L);
    private static final String SECRET = "Ada Lovelace";
    private static final SourceRecord SOURCE = new SourceRecord(POSITION, utf8("7"), utf8(SECRET));

    private final QuarantineOpener opener = new QuarantineOpener(Fixtures.ROTATED);

    @Test
    void shouldGiveBackWhatItSealedAfterRotation() {
        OpenedQuarantine opened = opener.open(seal(SOURCE).json());

        assertThat(opened.table()).isEqualTo("people");
        assertThat(opened.reason()).isEqualTo(QuarantineReason.UNDECODABLE);
        assertThat(opened.message()).isEqualTo("name: not a string");
        SourceRecord source = opened.source().orElseThrow();
        assertThat(source.position()).isEqualTo(POSITION);
        assertThat(source.key()).isEqualTo(utf8("7"));
        assertThat(source.payload()).isEqualTo(utf8(SECRET));
        assertThat(opened.toString()).doesNotContain(SECRET);
    }

    @Test
    void shouldShowWhereAndWhyButNoContent() throws IOException {
        SealedQuarantine sealed = seal(SOURCE);
        JsonNode json = JSON.readTree(sealed.json());

        assertThat(List.copyOf(json.properties()).stream().map(Map.Entry::getKey))
                .containsExactly(
                        "format",
                        "table",
                        "topic",
                        "partition",
                        "offset",
                        "timestamp",
                        "reason",
                        "message",
                        "key_id",
                        "key",
                        "payload");
        assertThat(json.get("key_id").asText()).isEqualTo("k1");
        assertThat(json.get("offset").asLong()).isEqualTo(42);
        assertThat(new String(sealed.json(), StandardCharsets.UTF_8)).doesNotContain(SECRET);
        assertThat(sealed).hasToString("SealedQuarantine[" + POSITION + ", UNDECODABLE]");
    }

    @Test
    void shouldOpenEntriesOfFormatOne() {
        // Sealed with another implementation of HKDF and AES-GCM
        OpenedQuarantine opened = opener.open(
                utf8(
                        """
                        {"format":"1","table":"people","topic":"people.v1","partition":3,"offset":42,
                         "timestamp":1700000000000,"reason":"UNDECODABLE","message":"","key_id":"k1",
                         "key":"AAECAwQFBgcICQoL8ge058qp7uLVs5PNcJs/Ttc=",
                         "payload":"AAECAwQFBgcICQoLhL2pQD0hJAXpB8vLEEta7uggqGC4PEjG1f+i3Q=="}
                        """));

        assertThat(opened.source().orElseThrow().key()).isEqualTo(utf8("7"));
        assertThat(opened.source().orElseThrow().payload()).isEqualTo(utf8(SECRET));
    }

    @Test
    void shouldKeepMissingKeysAndPayloadsMissing() {
        OpenedQuarantine opened =
                opener.open(seal(new SourceRecord(POSITION, null, null)).json());

        assertThat(opened.source().orElseThrow().key()).isNull();
        assertThat(opened.source().orElseThrow().isTombstone()).isTrue();
    }

    @Test
    void shouldStayBelowTheLargestMessageThatKafkaTakes() {
        Position longest = new Position("t".repeat(249), Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
        SourceRecord largest = new SourceRecord(longest, new byte[50_000], new byte[700_000]);
        SealedQuarantine sealed = new QuarantineSealer("t".repeat(249), Fixtures.RING)
                .seal(largest, QuarantineReason.NOT_WIRE_FORMAT, "issue, ".repeat(100_000));

        assertThat(sealed.json()).hasSizeLessThan(1_048_576 - 1_024);
        assertThat(opener.open(sealed.json()).source().orElseThrow().payload()).hasSize(700_000);
    }

    @Test
    void shouldKeepADigestOfAPayloadThatIsTooLarge() throws IOException {
        SealedQuarantine sealed = seal(new SourceRecord(POSITION, utf8("7"), new byte[700_001]));

        JsonNode json = JSON.readTree(sealed.json());
        assertThat(json.has("payload")).isFalse();
        assertThat(json.get("payload_omitted").asBoolean()).isTrue();
        assertThat(json.get("payload_bytes").asInt()).isEqualTo(700_001);
        // Computed with another implementation of HKDF and HMAC
        String digest = "cb4e8f063ea09636d1ea811f6c84e7832516b4da0d0449635e7b0210be4b0b07";
        assertThat(json.get("payload_digest").asText()).isEqualTo(digest);
        assertThat(sealed.json()).hasSizeLessThan(1_000);
        OpenedQuarantine opened = opener.open(sealed.json());
        assertThat(opened.source()).as("not a tombstone").isEmpty();
        assertThat(opened.payload()).isEqualTo(new Content.Omitted(700_001, digest));
        assertThat(opened.key()).isInstanceOfSatisfying(Content.Kept.class, key -> assertThat(key.bytes())
                .isEqualTo(utf8("7")));
    }

    @Test
    void shouldOmitAKeyThatIsTooLarge() {
        OpenedQuarantine opened = opener.open(
                seal(new SourceRecord(POSITION, new byte[50_001], utf8(SECRET))).json());

        assertThat(opened.key()).isInstanceOf(Content.Omitted.class);
        assertThat(opened.payload()).isInstanceOf(Content.Kept.class);
    }

    @Test
    void shouldNotOpenForAnotherPositionTableOrRole() throws IOException {
        refuses(json -> json.put("offset", 43));
        refuses(json -> json.put("table", "others"));
        refuses(json -> json.set("payload", json.get("key")));
        refuses(json -> json.put("key_id", "k2"));
    }

    @Test
    void shouldNameTheKeyThatIsMissing() {
        QuarantineOpener other = new QuarantineOpener(KeyRing.of("k2", Map.of("k2", Fixtures.key(32))));

        assertThatThrownBy(() -> other.open(seal(SOURCE).json()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'k1' is not in the ring");
    }

    @Test
    void shouldLeaveContentOutWhenThereAreNoKeys() throws IOException {
        SealedQuarantine sealed =
                new QuarantineSealer("people", KeyRing.none()).seal(SOURCE, QuarantineReason.UNDECODABLE, "");
        JsonNode json = JSON.readTree(sealed.json());

        assertThat(json.get("key_id").isNull()).isTrue();
        assertThat(json.get("key").isNull()).isTrue();
        assertThat(json.get("payload").isNull()).isTrue();
        OpenedQuarantine opened = opener.open(sealed.json());
        assertThat(opened.payload()).isEqualTo(new Content.Withheld());
        assertThat(opened.source()).as("not a tombstone").isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNotAnEntryWithoutQuotingIt() {
        assertThatThrownBy(() -> opener.open(utf8(SECRET)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Ada");
        assertThatThrownBy(() -> opener.open(utf8("{}"))).hasMessageContaining("no format");
        assertThatThrownBy(() -> opener.open(utf8("{\"format\":\"9\"}"))).hasMessageContaining("format 9 is not known");
    }

    private void refuses(Consumer<ObjectNode> change) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(seal(SOURCE).json());
        change.accept(json);
        byte[] changed = JSON.writeValueAsBytes(json);
        assertThatThrownBy(() -> opener.open(changed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was sealed with another key");
    }

    private static SealedQuarantine seal(SourceRecord source) {
        return new QuarantineSealer("people", Fixtures.RING)
                .seal(source, QuarantineReason.UNDECODABLE, "name: not a string");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
