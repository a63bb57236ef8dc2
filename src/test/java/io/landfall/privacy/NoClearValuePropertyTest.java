package io.landfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.PrivacyRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For random values under random rules: what was to be protected is nowhere in the record's bytes. */
class NoClearValuePropertyTest {
    private static final Schema SCHEMA = new Schema.Parser()
            .parse(
                    """
                    {"type":"record","name":"all","fields":[
                      {"name":"text","type":"string"},
                      {"name":"maybe","type":["null","string"]},
                      {"name":"number","type":"long"},
                      {"name":"binary","type":"bytes"},
                      {"name":"list","type":{"type":"array","items":"string"}},
                      {"name":"nested","type":["null",{"type":"record","name":"inner","fields":[
                        {"name":"text","type":"string"},{"name":"other","type":"int"}]}]}]}""");
    private static final List<String> PATHS = List.of("text", "maybe", "number", "binary", "list", "nested.text");
    private static final List<PrivacyRule> RULES = List.of(
            new PrivacyRule.Tokenize(),
            new PrivacyRule.Encrypt(),
            new PrivacyRule.EncryptEmail(),
            new PrivacyRule.TokenizeAndEncrypt(new PrivacyRule.Encrypt()),
            new PrivacyRule.TokenizeAndEncrypt(new PrivacyRule.EncryptEmail()),
            new PrivacyRule.Mask(PrivacyRule.Extent.PARTIAL),
            new PrivacyRule.Mask(PrivacyRule.Extent.FULL),
            new PrivacyRule.Hash(),
            new PrivacyRule.Redact(),
            new PrivacyRule.Drop());
    private static final String ALPHABET = "abcXYZ019 @.-_äß漢😀\"\\";

    private final List<String> secrets = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldLeaveNoClearValueInTheRecord(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            secrets.clear();
            GenericRecord value = randomRecord(random);
            GenericRecord result = Fixtures.protect("all", randomRules(random), Fixtures.RING, value)
                    .value();

            String binary = new String(binary(result), StandardCharsets.ISO_8859_1);
            String json = json(result);
            for (String secret : secrets) {
                String bytes = new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
                assertThat(binary.contains(bytes))
                        .as("binary, seed %d, round %d", seed, round)
                        .isFalse();
                assertThat(json.contains(secret))
                        .as("JSON, seed %d, round %d", seed, round)
                        .isFalse();
            }
        }
    }

    private static Map<String, PrivacyRule> randomRules(Random random) {
        Map<String, PrivacyRule> rules = new HashMap<>();
        for (String path : PATHS) {
            PrivacyRule rule = RULES.get(random.nextInt(RULES.size()));
            boolean onlyForText = rule instanceof PrivacyRule.EncryptEmail
                    || (rule instanceof PrivacyRule.TokenizeAndEncrypt both
                            && both.encryption() instanceof PrivacyRule.EncryptEmail);
            boolean text = !path.equals("number") && !path.equals("binary");
            rules.put(path, onlyForText && !text ? new PrivacyRule.Encrypt() : rule);
        }
        return rules;
    }

    private GenericRecord randomRecord(Random random) {
        Schema inner = SCHEMA.getField("nested").schema().getTypes().get(1);
        long number = 1_000_000_000_000L + random.nextLong(1_000_000_000_000L);
        secrets.add(Long.toString(number));
        byte[] bytes = secret(random).getBytes(StandardCharsets.UTF_8);
        GenericRecordBuilder nested =
                new GenericRecordBuilder(inner).set("text", text(random)).set("other", 5);
        return new GenericRecordBuilder(SCHEMA)
                .set("text", text(random))
                .set("maybe", random.nextBoolean() ? null : text(random))
                .set("number", number)
                .set("binary", ByteBuffer.wrap(bytes))
                .set("list", List.of(text(random), text(random)))
                .set("nested", random.nextInt(4) == 0 ? null : nested.build())
                .build();
    }

    private Utf8 text(Random random) {
        return new Utf8(secret(random));
    }

    private String secret(Random random) {
        int[] points = ALPHABET.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 6 + random.nextInt(20); i > 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        secrets.add(text.toString());
        return text.toString();
    }

    private static byte[] binary(GenericRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String json(GenericRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            JsonEncoder encoder = EncoderFactory.get().jsonEncoder(record.getSchema(), out);
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
