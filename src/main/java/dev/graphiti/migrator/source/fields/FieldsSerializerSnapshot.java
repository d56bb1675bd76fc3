package dev.graphiti.migrator.source.fields;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What a savepoint says of {@link FieldsSerializer}: only its version, since the tags describe the rest. */
public final class FieldsSerializerSnapshot implements TypeSerializerSnapshot<Fields> {
    private static final int VERSION = 1;

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) {
        // The version, which Flink writes, is all there is.
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader classLoader) throws IOException {
        if (version > VERSION) {
            throw new IOException("the savepoint holds record fields of version %d, this release reads up to %d"
                    .formatted(version, VERSION));
        }
    }

    @Override
    public TypeSerializer<Fields> restoreSerializer() {
        return new FieldsSerializer();
    }

    @Override
    public TypeSerializerSchemaCompatibility<Fields> resolveSchemaCompatibility(
            TypeSerializerSnapshot<Fields> oldSnapshot) {
        return oldSnapshot instanceof FieldsSerializerSnapshot
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
