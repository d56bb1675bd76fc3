package dev.graphiti.migrator.source.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.source.SourceSplit;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.junit.jupiter.api.Test;

class SourceStateTest {
    @Property(tries = 200)
    void aSplitComesBack(@ForAll @Size(4) List<String> texts, @ForAll long size, @ForAll long progress)
            throws IOException {
        RecordSourceSplit split = new RecordSourceSplit(
                new SourceSplit(texts.get(0), texts.get(1), texts.get(2), size), texts.get(3), progress);
        SourceStateSerializer<RecordSourceSplit> serializer = SourceStateSerializer.ofSplit();

        assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(split)))
                .isEqualTo(split);
    }

    @Test
    void aPlanComesBack() throws IOException {
        RecordSourceSplit half = new RecordSourceSplit(new SourceSplit("b", "things", "2", 20), "7", 7);
        EnumeratorState plan = new EnumeratorState(true, List.of("a", "b", "c"), 60, List.of(half));
        SourceStateSerializer<EnumeratorState> serializer = SourceStateSerializer.ofPlan();

        assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(plan)))
                .isEqualTo(plan);
        assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize(EnumeratorState.NOT_MADE)))
                .isEqualTo(EnumeratorState.NOT_MADE);
    }

    @Test
    void aLaterVersionIsRefused() {
        assertThatThrownBy(() -> SourceStateSerializer.ofSplit().deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessage("the savepoint holds a source split of version 2, this release reads up to version 1");
    }

    @Test
    void aLaterReleaseWithAnAddedFieldReadsWhatThisOneWrites() throws IOException {
        RecordSourceSplit split = new RecordSourceSplit(new SourceSplit("b", "things", "2", 20), "7", 7);
        SourceStateSerializer<Later> later = new SourceStateSerializer<>("split", 2, Later::write, Later::read);
        SourceStateSerializer<RecordSourceSplit> today = SourceStateSerializer.ofSplit();

        assertThat(later.deserialize(today.getVersion(), today.serialize(split)))
                .isEqualTo(new Later(split, ""));
        Later both = new Later(split, "added");
        assertThat(later.deserialize(2, later.serialize(both))).isEqualTo(both);
    }

    /** A split's progress as a later release may know it. */
    private record Later(RecordSourceSplit split, String added) {
        void write(DataOutputView out) throws IOException {
            split.write(out);
            out.writeUTF(added);
        }

        static Later read(DataInputView in, int written) throws IOException {
            return new Later(RecordSourceSplit.read(in), written < 2 ? "" : in.readUTF());
        }
    }
}
