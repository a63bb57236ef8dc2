package io.landfall.local.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.local.feed.Expected;
import io.landfall.local.feed.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFeedTest {
    private static final String CSV =
            """
            No,Unit Price,when,day,ok,code,empty,2nd,batch_id
            1,2.5,2010-12-01 08:26:00,2010-12-01,true,007,,x,b
            2,3,2010-12-01 08:27:00,2010-12-02,false,42,,"a, b",
            1,2.5,2010-12-01 08:26:00,2010-12-01,true,007,,x,b
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldInferTypesFromTheWholeFile() throws IOException {
        Schema schema = new CsvFeed(csv("a.csv"), "bz_a", List.of(), Map.of()).avro();
        assertThat(schema.getFields().stream().map(f -> f.name() + " " + type(f.schema())))
                .containsExactly(
                        "No long",
                        "Unit_Price double",
                        "when timestamp-micros",
                        "day date",
                        "ok boolean",
                        "code string",
                        "empty string?",
                        "_2nd string",
                        "batch_id_ string?");
    }

    @Test
    void shouldKeepEqualRowsTogetherAndKnowThem() throws IOException {
        List<Message> messages = messages(new CsvFeed(csv("b.csv"), "bz_b", List.of(), Map.of()));
        assertThat(messages).extracting(Message::fate).containsExactly(Expected.ROW, Expected.ROW, Expected.DUPLICATE);
        assertThat(messages.get(2).key()).isEqualTo(messages.get(0).key());
        assertThat(messages.get(1).key()).isNotEqualTo(messages.get(0).key());
    }

    @Test
    void shouldCompareChosenColumnsOnly() throws IOException {
        CsvFeed feed = new CsvFeed(csv("c.csv"), "bz_c", List.of("empty"), Map.of());
        assertThat(messages(feed))
                .extracting(Message::fate)
                .containsExactly(Expected.ROW, Expected.DUPLICATE, Expected.DUPLICATE);
        assertThat(new CsvFeed(csv("c.csv"), "bz_c", List.of("Unit Price"), Map.of()).dedupeFields())
                .containsExactly("Unit_Price");
    }

    @Test
    void shouldTakeRowsForEqualOnlyIfTheirTextsAre() throws IOException {
        Path file = Files.writeString(
                folder.resolve("equal.csv"),
                """
                version,price,code,note
                1.10,10.50,1E5,
                1.1,10.50,1E5,
                1.10,10.5,1E5,
                1.10,10.50,100000,
                1.10,10.50,1E5,""
                1.10,10.50,1E5,
                """);
        assertThat(messages(new CsvFeed(CsvFile.open(file), "bz_equal", List.of(), Map.of())))
                .extracting(Message::fate)
                .containsExactly(
                        Expected.ROW, Expected.ROW, Expected.ROW, Expected.ROW, Expected.ROW, Expected.DUPLICATE);
    }

    @Test
    void shouldSayWhatItFoundAndInferred() throws IOException {
        Path file = Files.writeString(
                folder.resolve("told.csv"),
                """
                Unit Price;Sold At;code;on
                2.50;2026-01-31 10:00;1;true
                3.75;2026-01-31 10:01;2;

                4.00;2026-01-31 10:02;03;false
                """);
        assertThat(new CsvFeed(CsvFile.open(file), "bz_told", List.of(), Map.of()).description())
                .containsExactly(
                        "told.csv: UTF-8, separated by \";\", header in line 1, 3 rows",
                        "  note: empty lines are no rows: 1 in all, the first is line 4",
                        "  Unit Price -> Unit_Price: decimal(38,2)",
                        "  Sold At -> Sold_At: timestamp, written uuuu-MM-dd HH:mm, read as UTC",
                        "  code -> code: string, as line 5 has a number with leading zeros, and lines above it a whole number",
                        "  on -> on: boolean, with empty cells");
    }

    @Test
    void shouldContinueTheSameRowsOnly() throws IOException {
        CsvFile file = csv("same.csv");
        String first = new CsvFeed(file, "bz_same", List.of("No"), Map.of()).fingerprint();
        new CsvFeed(csv("other-name.csv"), "bz_same", List.of("No"), Map.of()).requireSameAs(first);

        CsvFile longer = CsvFile.open(Files.writeString(
                folder.resolve("longer.csv"), CSV + "3,1.5,2010-12-01 08:26:00,2010-12-01,true,007,,x,b\n"));
        List<CsvFeed> others = List.of(
                new CsvFeed(longer, "bz_same", List.of("No"), Map.of()),
                new CsvFeed(file, "bz_same", List.of(), Map.of()),
                new CsvFeed(file, "bz_same", List.of("No"), Map.of("No", CsvType.STRING)));
        assertThat(others).allSatisfy(other -> assertThatThrownBy(() -> other.requireSameAs(first))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("table bz_same was filled from another file"));
    }

    @Test
    void shouldRefuseATableNameThatNoTableCanHave() throws IOException {
        CsvFile file = csv("name.csv");
        assertThat(List.of("", "a b", "../x", "2a", "a;b", "\u00e4"))
                .allSatisfy(name -> assertThatThrownBy(() -> new CsvFeed(file, name, List.of(), Map.of()))
                        .hasMessageStartingWith("--table: "));
    }

    @Test
    void shouldRefuseAFileThatChangesBetweenItsTwoReadings() throws IOException {
        Path file = Files.writeString(folder.resolve("changed.csv"), CSV);
        CsvFeed feed = new CsvFeed(CsvFile.open(file), "bz_changed", List.of(), Map.of());
        Files.writeString(file, CSV + "3,x,,,,,,,\n");
        assertThatThrownBy(() -> messages(feed))
                .isInstanceOf(CsvException.class)
                .hasMessage("changed.csv was changed while it was read; run again when it is complete");
    }

    @Test
    void shouldNameTheColumnsThereAreWhenOneIsUnknown() {
        assertThatThrownBy(() -> new CsvFeed(csv("d.csv"), "bz_d", List.of("nope"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nope")
                .hasMessageContaining("Unit Price");
    }

    @Test
    void shouldReadGzipAndSemicolons() throws IOException {
        Path file = folder.resolve("Some file-name.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(CSV.replace(',', ';').getBytes(StandardCharsets.UTF_8));
        }
        CsvFile csv = CsvFile.open(file);
        assertThat(csv.table()).isEqualTo("bz_some_file_name");
        assertThat(new CsvFeed(csv, csv.table(), List.of(), Map.of()).rows()).isEqualTo(3);
    }

    private CsvFile csv(String name) throws IOException {
        return CsvFile.open(Files.writeString(folder.resolve(name), CSV));
    }

    private static List<Message> messages(CsvFeed feed) {
        List<Message> messages = new ArrayList<>();
        feed.forEach(1, 0, messages::add);
        return messages;
    }

    private static String type(Schema schema) {
        if (schema.isUnion()) {
            return type(schema.getTypes().get(1)) + "?";
        }
        return schema.getLogicalType() == null
                ? schema.getType().getName()
                : schema.getLogicalType().getName();
    }
}
