package dev.graphiti.migrator.source.pinecone;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** The ids of a piece of a file, one on each line; a token is the offset at which a page begins. */
final class FileListing implements IdListing {
    private final String file;
    private final long start;
    private final long end;

    FileListing(String file, long start, long end) {
        this.file = file;
        this.start = start;
        this.end = end;
    }

    @Override
    public CompletableFuture<IdPage> page(@Nullable String token) {
        try {
            return CompletableFuture.completedFuture(read(token == null ? start : Long.parseLong(token)));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private IdPage read(long from) throws IOException {
        try (InputStream in = open(file, from)) {
            List<String> ids = new ArrayList<>();
            long offset = from;
            while (offset < end && ids.size() < PineconeWire.PAGE) {
                Line line = Line.read(in);
                offset += line.bytes();
                if (!line.text().isEmpty()) {
                    ids.add(line.text());
                }
            }
            return new IdPage(ids.stream().distinct().toList(), offset < end ? Long.toString(offset) : null);
        }
    }

    static InputStream open(String file, long from) throws IOException {
        Path path = new Path(file);
        FSDataInputStream in = path.getFileSystem().open(path);
        in.seek(from);
        return new BufferedInputStream(in, 16_384);
    }

    /**
     * A line, without what ends it and without a byte order mark.
     *
     * @param bytes with what ends it; 0 at the end of the file
     */
    record Line(String text, long bytes) {
        /** Some editors begin a file with it. */
        private static final String BYTE_ORDER_MARK = "\uFEFF";

        static Line read(InputStream in) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            long count = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                count++;
                if (next == '\n') {
                    break;
                }
                bytes.write(next);
            }
            String text = bytes.toString(StandardCharsets.UTF_8).stripTrailing();
            return new Line(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, count);
        }
    }
}
