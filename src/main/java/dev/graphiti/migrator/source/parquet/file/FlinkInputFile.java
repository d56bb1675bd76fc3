package dev.graphiti.migrator.source.parquet.file;

import java.io.FilterInputStream;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;

/** A file for Parquet's reader on any file system that Flink knows; it remembers when that failed. */
final class FlinkInputFile implements InputFile {
    private final Path path;
    private final long length;
    private @Nullable IOException failure;

    FlinkInputFile(Path path, long length) {
        this.path = path;
        this.length = length;
    }

    @Override
    public long getLength() {
        return length;
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        return new Stream(path.getFileSystem().open(path));
    }

    /** What the file system threw, so that it is not taken for damage of the file; null while it has not. */
    @Nullable
    IOException failure() {
        return failure;
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private final class Stream extends DelegatingSeekableInputStream {
        private final FSDataInputStream in;

        private Stream(FSDataInputStream in) {
            super(new RememberingStream(in));
            this.in = in;
        }

        @Override
        public long getPos() throws IOException {
            return in.getPos();
        }

        @Override
        public void seek(long position) throws IOException {
            try {
                in.seek(position);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }

    private final class RememberingStream extends FilterInputStream {
        private RememberingStream(FSDataInputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            try {
                return in.read(target, offset, count);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
