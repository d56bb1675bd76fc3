package dev.graphiti.migrator.source.flink;

import dev.graphiti.migrator.source.SourceSplit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * The frozen plan of a source: which splits there are, once and for all, and which of them no reader has.
 *
 * @param made false while the source is still being asked for its splits
 * @param ids all splits of the plan, in its order, also those that have been read
 * @param size the sum of all splits
 * @param unassigned what is still to be handed out, in this order
 */
record EnumeratorState(boolean made, List<String> ids, long size, List<RecordSourceSplit> unassigned) {
    static final EnumeratorState NOT_MADE = new EnumeratorState(false, List.of(), 0, List.of());

    EnumeratorState {
        ids = List.copyOf(ids);
        unassigned = List.copyOf(unassigned);
    }

    static EnumeratorState of(List<SourceSplit> splits) {
        Set<String> ids = new HashSet<>();
        long size = 0;
        for (SourceSplit split : splits) {
            if (!ids.add(split.id())) {
                throw new IllegalStateException("the source names two of its splits " + split.id());
            }
            size += split.size();
        }
        return new EnumeratorState(
                true,
                splits.stream().map(SourceSplit::id).toList(),
                size,
                splits.stream().map(RecordSourceSplit::untouched).toList());
    }

    EnumeratorState withUnassigned(List<RecordSourceSplit> rest) {
        return new EnumeratorState(made, ids, size, rest);
    }

    void write(DataOutputView out) throws IOException {
        out.writeBoolean(made);
        out.writeInt(ids.size());
        for (String id : ids) {
            StringValue.writeString(id, out);
        }
        out.writeLong(size);
        out.writeInt(unassigned.size());
        for (RecordSourceSplit split : unassigned) {
            split.write(out);
        }
    }

    static EnumeratorState read(DataInputView in) throws IOException {
        boolean made = in.readBoolean();
        int count = in.readInt();
        List<String> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(StringValue.readString(in));
        }
        long size = in.readLong();
        int rest = in.readInt();
        List<RecordSourceSplit> unassigned = new ArrayList<>(rest);
        for (int i = 0; i < rest; i++) {
            unassigned.add(RecordSourceSplit.read(in));
        }
        return new EnumeratorState(made, ids, size, unassigned);
    }
}
