package dev.graphiti.migrator.source;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Gives the source's state in checkpoints a version, so that a later release can still read it. */
final class SourceStateSerializer<T> implements SimpleVersionedSerializer<T> {
    static final int VERSION = 1;

    private final String what;
    private final Writer<T> writer;
    private final Reader<T> reader;

    private SourceStateSerializer(String what, Writer<T> writer, Reader<T> reader) {
        this.what = what;
        this.writer = writer;
        this.reader = reader;
    }

    static SourceStateSerializer<SplitProgress> ofSplit() {
        return new SourceStateSerializer<>("split", SplitProgress::write, SplitProgress::read);
    }

    static SourceStateSerializer<SplitPlan> ofPlan() {
        return new SourceStateSerializer<>("plan", SplitPlan::write, SplitPlan::read);
    }

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(T state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        writer.write(state, out);
        return out.getCopyOfBuffer();
    }

    @Override
    public T deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("the savepoint holds a source %s of version %d, this release reads version %d"
                    .formatted(what, version, VERSION));
        }
        return reader.read(new DataInputDeserializer(serialized));
    }

    @FunctionalInterface
    private interface Writer<T> {
        void write(T state, DataOutputView out) throws IOException;
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(DataInputView in) throws IOException;
    }
}
