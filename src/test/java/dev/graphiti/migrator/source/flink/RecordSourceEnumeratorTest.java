package dev.graphiti.migrator.source.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.testing.SyntheticSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordSourceEnumeratorTest {
    private final MockSplitEnumeratorContext<RecordSourceSplit> context = new MockSplitEnumeratorContext<>(2);

    @AfterEach
    void close() throws Exception {
        context.close();
    }

    @Test
    void handsOutSplitsInOrderAndThenSaysSo() throws Throwable {
        RecordSourceEnumerator distributor = started(new SyntheticSource(3, 10));
        register(0, 1);

        distributor.handleSplitRequest(1, null);
        distributor.handleSplitRequest(0, null);
        distributor.handleSplitRequest(1, null);
        distributor.handleSplitRequest(1, null);

        assertThat(assigned()).containsExactly("1:synthetic-0", "0:synthetic-1", "1:synthetic-2");
        assertThat(context.hasNoMoreSplits(1)).isTrue();
        assertThat(context.hasNoMoreSplits(0)).isFalse();
    }

    @Test
    void servesReadersThatAskedBeforeThePlanWasMade() throws Throwable {
        RecordSourceEnumerator distributor = distributor(new SyntheticSource(2, 10), EnumeratorState.NOT_MADE);
        register(0, 1);
        distributor.start();

        distributor.handleSplitRequest(1, null);
        assertThat(distributor.snapshotState(1)).isEqualTo(EnumeratorState.NOT_MADE);
        context.runNextOneTimeCallable();

        assertThat(assigned()).containsExactly("1:synthetic-0");
    }

    @Test
    void takesASplitBackWithItsPositionAndHandsItOutFirst() throws Throwable {
        RecordSourceEnumerator distributor = started(new SyntheticSource(3, 10));
        register(0, 1);
        distributor.handleSplitRequest(0, null);
        RecordSourceSplit half = new RecordSourceSplit(split("synthetic-0", "0"), "5", 5);

        distributor.addSplitsBack(List.of(half), 0);
        distributor.handleSplitRequest(1, null);

        assertThat(context.getSplitsAssignmentSequence().get(1).assignment()).containsEntry(1, List.of(half));
    }

    @Test
    void goesOnFromItsCheckpointWithoutAskingTheSource() throws Throwable {
        RecordSourceEnumerator first = started(new SyntheticSource(3, 10));
        register(0, 1);
        first.handleSplitRequest(0, null);
        EnumeratorState plan = first.snapshotState(1);

        RecordSourceEnumerator second = distributor(new UnreachableSource(new IOException("away")), plan);
        second.start();
        second.handleSplitRequest(1, null);

        assertThat(plan.ids()).containsExactly("synthetic-0", "synthetic-1", "synthetic-2");
        assertThat(plan.size()).isEqualTo(30);
        assertThat(assigned()).containsExactly("0:synthetic-0", "1:synthetic-1");
        assertThat(second.snapshotState(2).ids()).isEqualTo(plan.ids());
    }

    @Test
    void aReaderThatIsGoneGetsNothing() throws Throwable {
        RecordSourceEnumerator distributor = started(new SyntheticSource(1, 10));

        distributor.handleSplitRequest(0, null);

        assertThat(context.getSplitsAssignmentSequence()).isEmpty();
    }

    @Test
    void whatOnlyTheUserCanMendIsNotTriedAgain() {
        MigratorException missing = new MigratorException(Fault.SOURCE, "data/support does not exist");

        assertThatThrownBy(() -> started(new UnreachableSource(missing)))
                .isInstanceOf(SuppressRestartsException.class)
                .cause()
                .isInstanceOf(MigratorException.class)
                .hasMessage("data/support does not exist");
    }

    @Test
    void anOutageIsWorthAnotherTry() {
        assertThatThrownBy(() -> started(new UnreachableSource(new IOException("connection refused"))))
                .isNotInstanceOf(SuppressRestartsException.class)
                .hasMessage("the source cannot plan its splits: connection refused");
    }

    @Test
    void refusesAPlanWithTwoSplitsOfOneName() {
        assertThatThrownBy(() -> EnumeratorState.of(List.of(split("a", "1"), split("a", "2"))))
                .hasMessage("the source names two of its splits a");
    }

    private RecordSourceEnumerator started(RecordSource source) throws Throwable {
        RecordSourceEnumerator distributor = distributor(source, EnumeratorState.NOT_MADE);
        distributor.start();
        context.runNextOneTimeCallable();
        return distributor;
    }

    private RecordSourceEnumerator distributor(RecordSource source, EnumeratorState plan) {
        return new RecordSourceEnumerator(source::splits, context, plan);
    }

    private void register(int... subtasks) {
        for (int subtask : subtasks) {
            context.registerReader(new ReaderInfo(subtask, "here"));
        }
    }

    private List<String> assigned() {
        List<String> assigned = new ArrayList<>();
        context.getSplitsAssignmentSequence()
                .forEach(assignment -> assignment
                        .assignment()
                        .forEach((subtask, splits) ->
                                splits.forEach(split -> assigned.add(subtask + ":" + split.splitId()))));
        return assigned;
    }

    private static SourceSplit split(String id, String spec) {
        return new SourceSplit(id, "things", spec, 10);
    }

    /** Fails when it is asked for its splits. */
    private record UnreachableSource(Exception failure) implements RecordSource {
        @Override
        public List<SourceSplit> splits() throws IOException {
            if (failure instanceof MigratorException migratorException) {
                throw migratorException;
            }
            throw (IOException) failure;
        }

        @Override
        public RecordReader open(SourceSplit split, String position) {
            throw new AssertionError("not asked for");
        }
    }
}
