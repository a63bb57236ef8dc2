package io.landfall.landing.parquet;

import io.landfall.config.LandingConfig.Compression;
import io.landfall.record.MetadataColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/**
 * One open segment's Parquet file, in memory: three-level lists, statistics, timestamps as their Avro logical types say.
 * The footer's key-value metadata is given when the file is closed, since only then it is known.
 */
public final class SegmentParquet {
    private static final int PAGE = 1 << 20;
    /** Columns with more distinct values than fit in here gain nothing from a dictionary, which costs most of the heap. */
    private static final int DICTIONARY = 256 << 10;

    /** Heap of a column beside the values: mostly its dictionary as a hash map. Measured with columns of many values. */
    private static final long OVERHEAD = 512 << 10;

    /** Rows, at least, between two looks at the size of the row group, unless many bytes of texts come first. */
    private static final int ROWS_BETWEEN_LOOKS = 256;

    /** Rows that are written together. */
    private static final int BATCH_ROWS = 64;

    /** Bytes that they were made of, after which they are written, few or not. */
    private static final long BATCH_BYTES = 128 << 10;

    /** Large rows are looked at after so many bytes. */
    public static final long BYTES_BETWEEN_LOOKS = 1 << 20;

    /** Where Parquet's Avro readers look for the schema of the records. */
    private static final String AVRO_SCHEMA = "parquet.avro.schema";

    /** Columns whose values are all different: a dictionary would only be tried in vain. */
    private static final List<String> DISTINCT =
            List.of(MetadataColumns.RECORD_HASH, MetadataColumns.DATA_LINEAGE_ID, MetadataColumns.SOURCE_OFFSET);

    /** Columns that nobody looks up by range: their least and greatest values are of no use. */
    private static final List<String> WITHOUT_STATISTICS = List.of(
            MetadataColumns.SOURCE_SYSTEM,
            MetadataColumns.RECORD_STATUS,
            MetadataColumns.BATCH_ID,
            MetadataColumns.RECORD_HASH,
            MetadataColumns.SCHEMA_VERSION,
            MetadataColumns.PROCESSING_CLUSTER_ID,
            MetadataColumns.DATA_LINEAGE_ID,
            MetadataColumns.SOURCE_TOPIC);

    private static final ParquetConfiguration SETTINGS = settings();

    private final ChunkedBuffer chunks = new ChunkedBuffer();
    private final Schema schema;
    private final MessageType type;
    private final long rowGroup;
    private final ParquetProperties properties = properties();
    private final CodecFactory codecs = new CodecFactory(SETTINGS, PAGE);
    private final BytesInputCompressor compressor;
    private final ParquetFileWriter file;
    private final ColumnTree.Tally texts = new ColumnTree.Tally();
    private final GenericRecord[] batch = new GenericRecord[BATCH_ROWS];
    private ColumnChunkPageWriteStore pages;
    private ColumnWriteStore columns;
    private ColumnTree tree;
    private int batched;
    private long batchBytes;
    private int rowGroups;
    private long rowsInGroup;
    private int rowsSinceLook;
    private long textsAtLook;

    /**
     * @param rowGroup bytes of a row group, before compression
     */
    public SegmentParquet(Schema schema, Compression compression, long rowGroup) {
        this.schema = schema;
        this.type = new AvroSchemaConverter(SETTINGS).convert(schema);
        this.rowGroup = rowGroup;
        this.compressor = codecs.getCompressor(codec(compression));
        try {
            file = new ParquetFileWriter(
                    new MemoryOutputFile(chunks), type, Mode.CREATE, rowGroup, 0, null, properties);
            file.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        openRowGroup();
    }

    private static ParquetConfiguration settings() {
        ParquetConfiguration settings = new PlainParquetConfiguration();
        settings.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
        settings.setInt(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, Compression.ZSTD_LEVEL);
        return settings;
    }

    private static ParquetProperties properties() {
        ParquetProperties.Builder properties = ParquetProperties.builder()
                .withPageSize(PAGE)
                .withDictionaryEncoding(true)
                .withDictionaryPageSize(DICTIONARY)
                .withValuesWriterFactory(new ColumnEncodings())
                .withSizeStatisticsEnabled(false);
        DISTINCT.forEach(column -> properties.withDictionaryEncoding(column, false));
        WITHOUT_STATISTICS.forEach(column -> properties.withStatisticsEnabled(column, false));
        return properties.build();
    }

    private static CompressionCodecName codec(Compression compression) {
        return switch (compression) {
            case ZSTD -> CompressionCodecName.ZSTD;
            case SNAPPY -> CompressionCodecName.SNAPPY;
            case GZIP -> CompressionCodecName.GZIP;
            case NONE -> CompressionCodecName.UNCOMPRESSED;
        };
    }

    private void openRowGroup() {
        pages = new ColumnChunkPageWriteStore(
                compressor,
                type,
                properties.getAllocator(),
                properties.getColumnIndexTruncateLength(),
                properties.getPageWriteChecksumEnabled(),
                null,
                rowGroups++);
        columns = properties.newColumnWriteStore(type, pages, pages);
        tree = new ColumnTree(schema, type, columns, texts);
        rowsInGroup = 0;
    }

    private void closeRowGroup() throws IOException {
        if (rowsInGroup > 0) {
            file.startBlock(rowsInGroup);
            columns.flush();
            pages.flushToFileWriter(file);
            file.endBlock();
        }
        columns.close();
        pages.close();
    }

    /**
     * Takes a row, and writes it together with others, which is when one fails that its columns cannot hold. It must not change
     * afterwards.
     *
     * @param bytes of the row, about: large ones do not wait for others
     */
    public void write(GenericRecord row, int bytes) {
        batch[batched++] = row;
        batchBytes += bytes;
        if (batched == BATCH_ROWS || batchBytes >= BATCH_BYTES) {
            flush();
        }
    }

    /** Writes the rows that wait for others. */
    void flush() {
        tree.write(batch, batched);
        // The columns are ahead of this count. Parquet counts a page's rows itself, and looks whether to cut one now
        // and then.
        for (int i = 0; i < batched; i++) {
            columns.endRecord();
        }
        Arrays.fill(batch, 0, batched, null);
        rowsInGroup += batched;
        rowsSinceLook += batched;
        batched = 0;
        batchBytes = 0;
        if (rowsSinceLook >= ROWS_BETWEEN_LOOKS || texts.bytes() - textsAtLook >= BYTES_BETWEEN_LOOKS) {
            rowsSinceLook = 0;
            textsAtLook = texts.bytes();
            if (columns.getBufferedSize() >= rowGroup) {
                nextRowGroup();
            }
        }
    }

    private void nextRowGroup() {
        try {
            closeRowGroup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        openRowGroup();
    }

    /** Bytes of the texts and byte strings of all rows that are written, as they came. */
    public long texts() {
        return texts.bytes();
    }

    /** Bytes of the file so far, roughly: finished row groups compressed, the open one not. */
    public long size() {
        return chunks.length() + columns.getBufferedSize() + batchBytes;
    }

    /** Bytes that Parquet has written, those taken included. */
    public long written() {
        return chunks.length();
    }

    /** Heap it takes, roughly. */
    public long held() {
        return OVERHEAD * type.getColumns().size() + chunks.held() + columns.getBufferedSize() + batchBytes;
    }

    /** Bytes that will not change any more and have not been taken. */
    public long complete() {
        return chunks.full();
    }

    /** Gives those bytes away. */
    public List<ByteBuffer> takeComplete() {
        return chunks.takeFull();
    }

    /** Ends the file, and gives away all that was not taken before. */
    public List<ByteBuffer> close(Map<String, String> keyValues) {
        try {
            flush();
            closeRowGroup();
            Map<String, String> footer = new HashMap<>(keyValues);
            footer.put(AVRO_SCHEMA, schema.toString());
            file.end(footer);
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            codecs.release();
        }
        return chunks.takeAll();
    }
}
