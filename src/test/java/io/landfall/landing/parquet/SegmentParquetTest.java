package io.landfall.landing.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.config.LandingConfig.Compression;
import io.landfall.decode.LandedSamples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.util.Utf8;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentParquetTest {
    private static final long ROW_GROUP = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void shouldWriteAllTypesAsParquetsOwnAvroWriterDoes() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            LandedSamples samples = LandedSamples.of(seed, seed % 10 == 0, 30);
            Path ours = segment(samples.schema(), samples.records(), Compression.ZSTD, ROW_GROUP);
            Path theirs = avroParquet(samples.schema(), samples.records());

            assertThat(rows(ours)).as("seed %s", seed).isEqualTo(rows(theirs));
            try (ParquetFileReader one = ParquetFileReader.open(new LocalInputFile(ours));
                    ParquetFileReader other = ParquetFileReader.open(new LocalInputFile(theirs))) {
                assertThat(one.getFileMetaData().getSchema())
                        .isEqualTo(other.getFileMetaData().getSchema());
            }
            Files.delete(ours);
            Files.delete(theirs);
        }
    }

    @Test
    void shouldCutRowGroupsAndKeepTheOrderOfRowsWithEveryCompression() throws IOException {
        Schema schema = SchemaBuilder.record("Row")
                .fields()
                .requiredLong("number")
                .requiredString("text")
                .requiredString("oneOfFew")
                .requiredString("oneOfMany")
                .endRecord();
        List<GenericRecord> written = new ArrayList<>();
        for (long number = 0; number < 20_000; number++) {
            written.add(new GenericRecordBuilder(schema)
                    .set("number", number)
                    .set("text", "text " + number * 2_654_435_761L)
                    .set("oneOfFew", "few " + number / 5 % 3)
                    .set("oneOfMany", new Utf8("many " + number * number % 4001))
                    .build());
        }
        for (Compression compression : Compression.values()) {
            Path file = segment(schema, written, compression, 100_000);

            assertThat(texts(rows(file))).isEqualTo(texts(written));
            try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
                assertThat(reader.getRowGroups()).hasSizeGreaterThan(3);
                assertThat(reader.getFileMetaData().getKeyValueMetaData()).containsEntry("landfall.test", "value");
            }
            Files.delete(file);
        }
    }

    @Test
    void shouldNotPrintTheValueThatCannotBeWritten() {
        Schema schema = SchemaBuilder.record("Row")
                .fields()
                .name("note")
                .type(SchemaBuilder.unionOf().intType().and().booleanType().endUnion())
                .noDefault()
                .endRecord();
        GenericRecord row = new GenericData.Record(schema);
        row.put("note", "secret");
        SegmentParquet parquet = new SegmentParquet(schema, Compression.ZSTD, 32 << 20);

        // Rows are written together, and the last ones when the file ends.
        parquet.write(row, 100);

        assertThatThrownBy(() -> parquet.close(Map.of()))
                .hasMessage("a value of class java.lang.String is in no branch of its union")
                .hasNoCause();
    }

    @Test
    void shouldWriteLargeRowsAtOnce() {
        Schema schema =
                SchemaBuilder.record("Row").fields().requiredString("text").endRecord();
        GenericRecord row = new GenericRecordBuilder(schema)
                .set("text", "x".repeat(200_000))
                .build();
        SegmentParquet parquet = new SegmentParquet(schema, Compression.ZSTD, 32 << 20);

        parquet.write(row, 200_000);

        assertThat(parquet.texts()).isEqualTo(200_000);
    }

    @Test
    void shouldGoOnWithoutADictionaryThatBecameTooLarge() throws IOException {
        Schema schema = SchemaBuilder.record("Row")
                .fields()
                .requiredString("fewThenMany")
                .optionalBytes("bytes")
                .endRecord();
        List<GenericRecord> written = new ArrayList<>();
        for (int number = 0; number < 90_000; number++) {
            // Pages of about 20,000 rows: the first one has a dictionary that is written, later ones outgrow it.
            String text = number < 25_000 ? "few " + number % 7 : "many " + number;
            written.add(new GenericRecordBuilder(schema)
                    .set("fewThenMany", text)
                    .set("bytes", number % 3 == 0 ? null : ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
                    .build());
        }

        Path file = segment(schema, written, Compression.ZSTD, 32 << 20);

        assertThat(texts(rows(file))).isEqualTo(texts(written));
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            ColumnChunkMetaData column =
                    reader.getRowGroups().get(0).getColumns().get(0);
            assertThat(column.getEncodingStats().hasDictionaryEncodedPages()).isTrue();
            assertThat(column.getEncodingStats().hasNonDictionaryEncodedPages()).isTrue();
        }
    }

    @Test
    void shouldGoOnWithoutADictionaryThatTakesMoreHeapThanItsTextsSay() throws IOException {
        Schema schema =
                SchemaBuilder.record("Row").fields().requiredString("short").endRecord();
        List<GenericRecord> written = new ArrayList<>();
        for (int number = 0; number < 200_000; number++) {
            // The first pages repeat a few, so the dictionary is kept; all texts together stay below the limit of its
            // bytes.
            int distinct = number < 50_000 ? 7 : BinaryDictionary.MOST_ENTRIES + 4_000;
            String text = Integer.toString(number % distinct, 36);
            written.add(new GenericRecordBuilder(schema).set("short", text).build());
        }

        Path file = segment(schema, written, Compression.ZSTD, 32 << 20);

        assertThat(texts(rows(file))).isEqualTo(texts(written));
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            ColumnChunkMetaData column =
                    reader.getRowGroups().get(0).getColumns().get(0);
            assertThat(column.getEncodingStats().hasNonDictionaryEncodedPages()).isTrue();
        }
    }

    private static List<String> texts(List<GenericRecord> rows) {
        return rows.stream().map(Object::toString).toList();
    }

    private Path segment(Schema schema, List<GenericRecord> rows, Compression compression, long rowGroup)
            throws IOException {
        SegmentParquet parquet = new SegmentParquet(schema, compression, rowGroup);
        rows.forEach(row -> parquet.write(row, 100));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ByteBuffer part : parquet.close(Map.of("landfall.test", "value"))) {
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            bytes.write(copy);
        }
        return Files.write(folder.resolve("ours.parquet"), bytes.toByteArray());
    }

    private Path avroParquet(Schema schema, List<GenericRecord> rows) throws IOException {
        Path file = folder.resolve("theirs.parquet");
        PlainParquetConfiguration settings = new PlainParquetConfiguration();
        settings.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
        try (ParquetWriter<GenericRecord> writer = AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
                .withSchema(schema)
                .withDataModel(GenericData.get())
                .withConf(settings)
                .build()) {
            for (GenericRecord row : rows) {
                writer.write(row);
            }
        }
        return file;
    }

    private static List<GenericRecord> rows(Path file) throws IOException {
        try (ParquetReader<GenericRecord> reader = AvroParquetReader.<GenericRecord>builder(
                        new LocalInputFile(file), new PlainParquetConfiguration())
                .withDataModel(GenericData.get())
                .build()) {
            List<GenericRecord> rows = new ArrayList<>();
            for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
            return rows;
        }
    }
}
