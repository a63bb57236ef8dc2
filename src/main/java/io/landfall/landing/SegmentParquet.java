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

/**
 * One open segment's Parquet file, in memory: three-level lists, statistics, timestamps as their Avro logical types say.
 * The footer's key-value metadata is given when the file is closed, since only then it is known.
 */
final class SegmentParquet {
    /** Row groups of this size, in bytes before compression, keep Spark's tasks even and its memory small. */
    private static final long ROW_GROUP = 32L << 20;

    private static final int PAGE = 1 << 20;
    private static final ParquetConfiguration SETTINGS = settings();

    private final MemoryOutputFile file = new MemoryOutputFile();
    private final ParquetWriter<GenericRecord> writer;
    private Map<String, String> footer = Map.of();

    SegmentParquet(Schema schema, Compression compression) {
        try {
            writer = new Builder(schema)
                    .withConf(SETTINGS)
                    .withCompressionCodec(codec(compression))
                    .withRowGroupSize(ROW_GROUP)
                    .withPageSize(PAGE)
                    .withDictionaryEncoding(true)
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

    /** Bytes it holds on the heap, roughly: finished row groups compressed, the open one not. */
    long bytes() {
        return writer.getDataSize();
    }

    /** Ends the file. */
    List<ByteBuffer> close(Map<String, String> keyValues) {
        footer = keyValues;
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.content();
    }

    private final class Builder extends ParquetWriter.Builder<GenericRecord, Builder> {
        private final Schema schema;

        Builder(Schema schema) {
            super(file);
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
            return new FooterSupport(
                    new AvroWriteSupport<>(new AvroSchemaConverter(conf).convert(schema), schema, GenericData.get()));
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
