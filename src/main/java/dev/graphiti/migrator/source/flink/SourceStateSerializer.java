package dev.graphiti.migrator.source.flink;

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
    private final int version;
    private final Writer<T> writer;
    private final Reader<T> reader;

    /**
     * A serializer of one sort of state.
     *
     * @param version of what is written; raised when a field is added
     * @param reader of this version and all earlier ones
     */
    SourceStateSerializer(String what, int version, Writer<T> writer, Reader<T> reader) {
        this.what = what;
        this.version = version;
        this.writer = writer;
        this.reader = reader;
    }

    static SourceStateSerializer<RecordSourceSplit> ofSplit() {
        return new SourceStateSerializer<>(
                "split", VERSION, RecordSourceSplit::write, (in, written) -> RecordSourceSplit.read(in));
    }

    static SourceStateSerializer<EnumeratorState> ofPlan() {
        return new SourceStateSerializer<>(
                "plan", VERSION, EnumeratorState::write, (in, written) -> EnumeratorState.read(in));
    }

    @Override
    public int getVersion() {
        return version;
    }

    @Override
    public byte[] serialize(T state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        writer.write(state, out);
        return out.getCopyOfBuffer();
    }

    @Override
    public T deserialize(int written, byte[] serialized) throws IOException {
        if (written < 1 || written > version) {
            throw new IOException("the savepoint holds a source %s of version %d, this release reads up to version %d"
                    .formatted(what, written, version));
        }
        return reader.read(new DataInputDeserializer(serialized), written);
    }

    @FunctionalInterface
    interface Writer<T> {
        void write(T state, DataOutputView out) throws IOException;
    }

    @FunctionalInterface
    interface Reader<T> {
        T read(DataInputView in, int written) throws IOException;
    }
}
