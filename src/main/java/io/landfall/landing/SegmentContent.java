package io.landfall.landing;

import io.landfall.config.LandingConfig.Compression;
import io.landfall.landing.parquet.RowBuffer;
import io.landfall.landing.parquet.SegmentParquet;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.store.ObjectStore;
import io.landfall.landing.store.ObjectStore.CreateResult;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one segment on their way to the landing area: few stay on the heap in Avro's form until the segment is sealed;
 * more go into a Parquet file; and of a large file the first parts leave while it grows. Filled by a stream thread; once
 * the segment is sealed, written by an upload thread.
 */
final class SegmentContent {
    private final Schema schema;
    private final Compression compression;
    private final StreamedUploads.Sizes sizes;
    private final Supplier<StreamedUpload> uploads;
    /** The rows until there is a file. */
    private @Nullable RowBuffer buffer;

    private @Nullable SegmentParquet file;
    private @Nullable StreamedUpload upload;
    private @Nullable List<ByteBuffer> content;
    private long size;
    private long seen;
    private boolean ended;

    /**
     * @param uploads begins the upload of this segment
     */
    SegmentContent(
            Schema schema, Compression compression, StreamedUploads.Sizes sizes, Supplier<StreamedUpload> uploads) {
        this.schema = schema;
        this.compression = compression;
        this.sizes = sizes;
        this.uploads = uploads;
        this.buffer = new RowBuffer(schema);
    }

    /**
     * @param bytes of the row, about
     */
    void add(GenericRecord row, int bytes) {
        if (file == null) {
            RowBuffer rows = buffer();
            rows.add(row);
            if (rows.size() >= sizes.buffered()) {
                openFile();
            }
        } else {
            file.write(row, bytes);
        }
    }

    private RowBuffer buffer() {
        return Objects.requireNonNull(buffer);
    }

    private SegmentParquet openFile() {
        SegmentParquet opened = new SegmentParquet(schema, compression, sizes.rowGroup());
        buffer().drainTo(opened);
        file = opened;
        buffer = null;
        seen = taken() - SegmentParquet.BYTES_BETWEEN_LOOKS; // it takes much more now
        return opened;
    }

    /** Bytes that tell how fast it grows, cheap to ask. */
    private long taken() {
        return file == null ? buffer().held() : file.texts();
    }

    /** Whether so much came since {@link #stream} that it is time for it, however few rows that were. */
    boolean grew() {
        return taken() - seen >= (file == null ? 1 : SegmentParquet.BYTES_BETWEEN_LOOKS);
    }

    /** Lets go of what is complete; called now and then while rows are added. */
    void stream() {
        seen = taken();
        if (file != null && file.complete() >= sizes.part()) {
            if (upload == null) {
                upload = uploads.get();
            }
            upload.add(file.takeComplete());
        }
    }

    /** Bytes of the segment so far, roughly: what is complete as compressed, the rest as it is. */
    long size() {
        if (content != null) {
            return size;
        }
        return file == null ? buffer().size() : file.size();
    }

    /** Heap in use, roughly. */
    long held() {
        if (content != null) {
            return content.stream().mapToLong(ByteBuffer::capacity).sum() + waiting();
        }
        return (file == null ? buffer().held() : file.held()) + waiting();
    }

    private long waiting() {
        return upload == null ? 0 : upload.held();
    }

    /**
     * Ends the file, the first time, and writes what has not left yet.
     *
     * @return whether the object is durable now
     */
    CreateResult write(ObjectStore store, SegmentFooter footer) {
        List<ByteBuffer> rest = content == null ? end(footer) : content;
        return upload == null
                ? store.create(footer.key().path(), rest, footer.toObjectMetadata())
                : upload.complete(rest);
    }

    private List<ByteBuffer> end(SegmentFooter footer) {
        if (ended) {
            throw new IllegalStateException(footer.key() + " could not be written, and is incomplete");
        }
        ended = true;
        SegmentParquet whole = file == null ? openFile() : file;
        List<ByteBuffer> rest = whole.close(footer.toFooter());
        content = rest;
        size = whole.written();
        file = null;
        return rest;
    }

    /** The object will not be written, or was. */
    void abandon() {
        if (upload != null) {
            upload.abandon();
        }
    }
}
