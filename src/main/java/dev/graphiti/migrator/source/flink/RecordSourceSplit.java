package dev.graphiti.migrator.source.flink;

import dev.graphiti.migrator.source.SourceSplit;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * A split and how far it has been read: what travels to a reader, and what a reader keeps in a checkpoint.
 *
 * @param position the {@code next} of the last record that was emitted
 * @param progress how much of the split's size lies behind that position
 */
record RecordSourceSplit(SourceSplit split, String position, long progress)
        implements org.apache.flink.api.connector.source.SourceSplit {
    static RecordSourceSplit untouched(SourceSplit split) {
        return new RecordSourceSplit(split, SourceSplit.START, 0);
    }

    @Override
    public String splitId() {
        return split.id();
    }

    /** What is left to read, in the unit of the split's size; 0 where that is not known. */
    long remaining() {
        return Math.max(0, split.size() - progress);
    }

    void write(DataOutputView out) throws IOException {
        StringValue.writeString(split.id(), out);
        StringValue.writeString(split.collection(), out);
        StringValue.writeString(split.spec(), out);
        out.writeLong(split.size());
        StringValue.writeString(position, out);
        out.writeLong(progress);
    }

    static RecordSourceSplit read(DataInputView in) throws IOException {
        SourceSplit split = new SourceSplit(
                StringValue.readString(in), StringValue.readString(in), StringValue.readString(in), in.readLong());
        return new RecordSourceSplit(split, StringValue.readString(in), in.readLong());
    }
}
