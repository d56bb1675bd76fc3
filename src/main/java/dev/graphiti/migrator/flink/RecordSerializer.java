package dev.graphiti.migrator.flink;

import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Writes an immutable record, or one of the records of a sealed interface, as {@link RecordCodec} does. State that was
 * written when a record had other components is read by the {@link RecordSchema} that the savepoint holds.
 */
public final class RecordSerializer<T> extends TypeSerializer<T> {
    private final Class<T> type;
    private final RecordSchema written;
    private transient @Nullable RecordCodec codec;

    private RecordSerializer(Class<T> type, RecordSchema written) {
        this.type = type;
        this.written = written;
    }

    static <T> RecordSerializer<T> of(Class<T> type) {
        return new RecordSerializer<>(type, RecordSchema.of(type));
    }

    private RecordCodec codec() {
        RecordCodec known = codec;
        if (known == null) {
            known = new RecordCodec(type, written);
            codec = known;
        }
        return known;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    @SuppressWarnings("NullAway") // What Flink's serializers of classes without an empty form do.
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T record, DataOutputView target) throws IOException {
        codec().write(record, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return type.cast(codec().read(source));
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordSerializer<?> that && type == that.type && written.equals(that.written);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, written);
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new Snapshot<>(type, written);
    }

    /** What a savepoint holds of the serializer: the class, and the components of every record within it. */
    public static final class Snapshot<T> implements TypeSerializerSnapshot<T> {
        private static final int VERSION = 1;

        private @Nullable Class<T> type;
        private RecordSchema schema;

        /** Flink calls this, then {@link #readSnapshot}. */
        public Snapshot() {
            this.schema = RecordSchema.NONE;
        }

        Snapshot(Class<T> type, RecordSchema schema) {
            this.type = type;
            this.schema = schema;
        }

        @Override
        public int getCurrentVersion() {
            return VERSION;
        }

        @Override
        public void writeSnapshot(DataOutputView out) throws IOException {
            out.writeUTF(Objects.requireNonNull(type).getName());
            schema.write(out);
        }

        @Override
        @SuppressWarnings("unchecked") // The name was written by the class.
        public void readSnapshot(int version, DataInputView in, ClassLoader classLoader) throws IOException {
            if (version > VERSION) {
                throw new IOException("the savepoint holds records of version %d, this release reads up to %d"
                        .formatted(version, VERSION));
            }
            String name = in.readUTF();
            try {
                type = (Class<T>) Class.forName(name, false, classLoader);
            } catch (ClassNotFoundException e) {
                throw new IOException("the savepoint holds records of the unknown class " + name, e);
            }
            schema = RecordSchema.read(in);
        }

        @Override
        public TypeSerializer<T> restoreSerializer() {
            return new RecordSerializer<>(Objects.requireNonNull(type), schema);
        }

        @Override
        public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> oldSnapshot) {
            if (!(oldSnapshot instanceof Snapshot<T> old) || type != old.type || !schema.canRead(old.schema)) {
                return TypeSerializerSchemaCompatibility.incompatible();
            }
            return schema.equals(old.schema)
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
        }
    }
}
