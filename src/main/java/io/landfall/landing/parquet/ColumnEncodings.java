package io.landfall.landing.parquet;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.factory.DefaultV1ValuesWriterFactory;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;
import org.apache.parquet.column.values.fallback.FallbackValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Parquet's encodings of version 1, with a faster way into the dictionaries of texts and bytes. */
final class ColumnEncodings implements ValuesWriterFactory {
    private final DefaultV1ValuesWriterFactory others = new DefaultV1ValuesWriterFactory();

    @SuppressWarnings("NullAway.Init") // Parquet initializes first
    private ParquetProperties properties;

    @Override
    public void initialize(ParquetProperties parquetProperties) {
        properties = parquetProperties;
        others.initialize(parquetProperties);
    }

    @Override
    public ValuesWriter newValuesWriter(ColumnDescriptor column) {
        boolean binary = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
        if (!binary || !properties.isDictionaryEnabled(column)) {
            return others.newValuesWriter(column);
        }
        PlainValuesWriter plain = new PlainValuesWriter(
                properties.getInitialSlabSize(), properties.getPageSizeThreshold(), properties.getAllocator());
        return FallbackValuesWriter.of(
                new BinaryDictionary(properties.getDictionaryPageSizeThreshold(), properties.getAllocator()), plain);
    }
}
