package dev.graphiti.migrator.embedding.stage;

import dev.graphiti.migrator.model.Embedding;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A vector as its dimension and its floats in one piece, which Flink's own serializers write one by one. */
public final class EmbeddingSerializer extends TypeSerializerSingleton<Embedding> {
    static final EmbeddingSerializer INSTANCE = new EmbeddingSerializer();

    /** What stands for a vector where one must be made up; it is never seen. */
    private static final Embedding SOME = new Embedding(new float[] {1});

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public Embedding createInstance() {
        return SOME;
    }

    @Override
    public Embedding copy(Embedding from) {
        return from;
    }

    @Override
    public Embedding copy(Embedding from, Embedding reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Embedding embedding, DataOutputView target) throws IOException {
        float[] values = embedding.values();
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + values.length * Float.BYTES);
        bytes.putInt(values.length);
        bytes.asFloatBuffer().put(values);
        target.write(bytes.array());
    }

    @Override
    public Embedding deserialize(DataInputView source) throws IOException {
        float[] values = new float[source.readInt()];
        byte[] bytes = new byte[values.length * Float.BYTES];
        source.readFully(bytes);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return new Embedding(values);
    }

    @Override
    public Embedding deserialize(Embedding reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int dimension = source.readInt();
        target.writeInt(dimension);
        target.write(source, dimension * Float.BYTES);
    }

    @Override
    public TypeSerializerSnapshot<Embedding> snapshotConfiguration() {
        return new Snapshot();
    }

    /** What a savepoint remembers of the serializer. Flink builds it by name. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Embedding> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
