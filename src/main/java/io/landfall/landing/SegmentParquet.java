package io.landfall.landing;

import io.landfall.config.LandingConfig.Compression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.DelegatingWriteSupport;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/**
 * One open segment's Parquet file, in memory: three-level lists, statistics, timestamps as their Avro logical types say.
 * The footer's key-value metadata is given when the file is closed, since only then it is known.
 */
final class SegmentParquet {
    private static final int PAGE = 1 << 20;
    /** Columns with more distinct values than fit in here gain nothing from a dictionary, which costs most of the heap. */
    private static final int DICTIONARY = 256 << 10;

    /** Heap of a column beside the values: mostly its dictionary as a hash map. Measured with columns of many values. */
    private static final long OVERHEAD = 512 << 10;

    private static final ParquetConfiguration SETTINGS = settings();

    private final Chunks chunks = new Chunks();
    private final ParquetWriter<GenericRecord> writer;
    private final MessageType type;
    private Map<String, String> footer = Map.of();

    /**
     * @param rowGroup bytes of a row group, before compression
     */
    SegmentParquet(Schema schema, Compression compression, long rowGroup) {
        type = new AvroSchemaConverter(SETTINGS).convert(schema);
        try {
            writer = new Builder(schema)
                    .withConf(SETTINGS)
                    .withCompressionCodec(codec(compression))
                    .withRowGroupSize(rowGroup)
                    .withPageSize(PAGE)
                    .withDictionaryEncoding(true)
                    .withDictionaryPageSize(DICTIONARY)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ParquetConfiguration settings() {
        ParquetConfiguration settings = new PlainParquetConfiguration();
        settings.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
        return settings;
    }

    private static CompressionCodecName codec(Compression compression) {
        return switch (compression) {
            case ZSTD -> CompressionCodecName.ZSTD;
            case SNAPPY -> CompressionCodecName.SNAPPY;
            case GZIP -> CompressionCodecName.GZIP;
            case NONE -> CompressionCodecName.UNCOMPRESSED;
        };
    }

    void write(GenericRecord row) {
        try {
            writer.write(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of the file so far, roughly: finished row groups compressed, the open one not. */
    long size() {
        return writer.getDataSize();
    }

    /** Bytes that Parquet has written, those taken included. */
    long written() {
        return chunks.length();
    }

    /** Heap it takes, roughly. */
    long held() {
        return OVERHEAD * type.getColumns().size() + chunks.held() + (writer.getDataSize() - chunks.length());
    }

    /** Bytes that will not change any more and have not been taken. */
    long complete() {
        return chunks.full();
    }

    /** Gives those bytes away. */
    List<ByteBuffer> takeComplete() {
        return chunks.takeFull();
    }

    /** Ends the file, and gives away all that was not taken before. */
    List<ByteBuffer> close(Map<String, String> keyValues) {
        footer = keyValues;
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return chunks.takeAll();
    }

    private final class Builder extends ParquetWriter.Builder<GenericRecord, Builder> {
        private final Schema schema;

        Builder(Schema schema) {
            super(new MemoryOutputFile(chunks));
            this.schema = schema;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @Deprecated // by Parquet, which still has it abstract
        protected WriteSupport<GenericRecord> getWriteSupport(Configuration conf) {
            throw new IllegalStateException("Parquet asked for a Hadoop configuration, which Landfall does not use");
        }

        @Override
        protected WriteSupport<GenericRecord> getWriteSupport(ParquetConfiguration conf) {
            return new FooterSupport(new AvroWriteSupport<>(type, schema, GenericData.get()));
        }
    }

    private final class FooterSupport extends DelegatingWriteSupport<GenericRecord> {
        FooterSupport(WriteSupport<GenericRecord> delegate) {
            super(delegate);
        }

        @Override
        public FinalizedWriteContext finalizeWrite() {
            return new FinalizedWriteContext(footer);
        }
    }
}
