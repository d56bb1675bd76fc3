package dev.graphiti.migrator.pipeline.incremental;

import dev.graphiti.migrator.flink.NonRetryable;
import dev.graphiti.migrator.flink.PhaseOperator;
import dev.graphiti.migrator.flink.WireTypes;
import dev.graphiti.migrator.graph.fingerprint.ElementHash;
import dev.graphiti.migrator.graph.stage.WrittenElement;
import dev.graphiti.migrator.graph.stage.WrittenElement.Outcome;
import dev.graphiti.migrator.graph.write.ElementRow;
import dev.graphiti.migrator.ledger.LedgerRow;
import dev.graphiti.migrator.ledger.json.RunStorageException;
import dev.graphiti.migrator.ledger.parquet.LedgerReader;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.model.Revision;
import dev.graphiti.migrator.pipeline.dedupe.GroupPartitioner;
import dev.graphiti.migrator.pipeline.phase.HeldKeys;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Compares each element with what the last run of the same name has left. An element whose record says the same goes no
 * further: it is neither embedded nor written. Others continue with their {@link Revision}. Keyed as the writers are.
 *
 * <p>Before the first record, it reads the ledger of the last run into its state. What a record has made is removed from there,
 * so when the source has been read, the rest is what no record has made. What a record has made before that was skipped or set
 * aside is not gone.
 */
public final class ComparingOperator extends PhaseOperator<MappedRecord, MappedRecord> {
    /** Elements that go no further. */
    public static final OutputTag<WrittenElement> SETTLED =
            new OutputTag<>("settled-elements", WireTypes.of(WrittenElement.class));

    private static final String KNOWN = "known-elements";
    private static final String NOT_MAPPED = "records-not-mapped";
    /** Between two checks for a barrier. */
    private static final int ELEMENTS_IN_STEP = 500;

    private final LastRun lastRun;
    private final int spread;
    private final transient ElementHash hash = new ElementHash();

    private transient boolean restored;
    private transient MapState<String, Known> known;
    private transient MapState<String, Boolean> notMapped;
    /** Null before the first step. */
    private transient volatile @Nullable HeldKeys keys;
    /** Whose elements are being released. */
    private transient @Nullable String key;

    @SuppressWarnings("NullAway.Init") // Flink calls open() before all else.
    public ComparingOperator(StreamOperatorParameters<MappedRecord> parameters, LastRun lastRun, int spread) {
        super(parameters);
        this.lastRun = lastRun;
        this.spread = spread;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        restored = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        super.open();
        known = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(KNOWN, Types.STRING, WireTypes.of(Known.class)));
        notMapped = getRuntimeContext().getMapState(new MapStateDescriptor<>(NOT_MAPPED, Types.STRING, Types.BOOLEAN));
        if (!restored) {
            load();
        }
    }

    /** Each subtask reads all rows, and keeps those of its keys. */
    private void load() throws Exception {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        for (int run = 0; run < lastRun.ledgers().size(); run++) {
            try (LedgerReader rows = LedgerReader.of(lastRun.ledgers().get(run))) {
                while (rows.hasNext()) {
                    load(rows.next(), run, task);
                }
            } catch (RunStorageException e) {
                throw e.forRestart();
            } catch (MigratorException e) {
                throw NonRetryable.because(e);
            }
        }
    }

    private void load(LedgerRow row, int run, TaskInfo task) throws Exception {
        Known element = Known.of(row, run);
        String keyOfRow = GroupPartitioner.keyOfWriter(row.groupId(), row.uuid(), spread);
        if (element == null || !isMine(keyOfRow, task)) {
            return;
        }
        setCurrentKey(keyOfRow);
        Known other = known.get(element.key());
        if (other == null || element.isLaterThan(other)) {
            known.put(element.key(), element);
        }
    }

    private static boolean isMine(String key, TaskInfo task) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        key, task.getMaxNumberOfParallelSubtasks(), task.getNumberOfParallelSubtasks())
                == task.getIndexOfThisSubtask();
    }

    @Override
    protected void processElement(MappedRecord record) throws Exception {
        if (!record.isMapped()) {
            notMapped.put(
                    keyOf(
                            record.groupId(),
                            record.origin().collection(),
                            record.origin().id()),
                    true);
            return;
        }
        List<GraphElement> changed = new ArrayList<>(record.elements().size());
        List<Revision> revisions = new ArrayList<>(record.elements().size());
        for (GraphElement element : record.elements()) {
            Known last = taken(element);
            String content = hash.of(ElementRow.of(element).content(lastRun.runStart(), lastRun.embeds(element)))
                    .toString();
            if (last != null && content.equals(last.contentHash())) {
                emit(SETTLED, unchanged(record, element, last));
            } else {
                changed.add(element);
                revisions.add(
                        last == null
                                ? Revision.first(element.uuid(), content)
                                : new Revision(element.uuid(), content, last.contentHash(), last.storedHash()));
            }
        }
        if (!changed.isEmpty()) {
            emit(record.changed(changed, revisions));
        }
    }

    /** What is known of an element, once; null if it is not in the graph as far as the last run knows. */
    private @Nullable Known taken(GraphElement element) throws Exception {
        String place = Known.key(element.kind(), element.uuid(), element.groupId());
        Known last = known.get(place);
        if (last == null) {
            return null;
        }
        known.remove(place);
        return last.isInGraph() ? last : null;
    }

    private WrittenElement unchanged(MappedRecord record, GraphElement element, Known last) {
        boolean vector = element.vector() != null || lastRun.embeds(element);
        return settled(last, Outcome.UNCHANGED, record.producer(), vector, record.origin());
    }

    private static WrittenElement settled(
            Known last, Outcome outcome, String producer, boolean vector, RecordOrigin origin) {
        return new WrittenElement(
                last.kind(),
                last.uuid(),
                last.groupId(),
                outcome,
                producer,
                last.storedHash(),
                last.fixedHash(),
                last.contentHash(),
                vector,
                origin,
                null);
    }

    /** What was emitted is removed in the same step: a restored job must not emit it again. */
    @Override
    protected Step step() throws Exception {
        HeldKeys walk = keys;
        if (walk == null) {
            walk = HeldKeys.of(
                    getKeyedStateBackend(), KNOWN, getRuntimeContext().getTaskInfo());
            keys = walk;
        }
        String current = key;
        if (current == null) {
            if (!walk.hasNext()) {
                return Step.LAST;
            }
            current = walk.next();
        }
        setCurrentKey(current);
        key = release() ? null : current;
        return Step.MORE;
    }

    /** Some elements of the current key; true if none is left. */
    private boolean release() throws Exception {
        Iterator<Map.Entry<String, Known>> rest = known.iterator();
        for (int i = 0; i < ELEMENTS_IN_STEP; i++) {
            if (!rest.hasNext()) {
                return true;
            }
            Known last = rest.next().getValue();
            rest.remove();
            if (last.isInGraph()) {
                emit(SETTLED, gone(last));
            }
        }
        return false;
    }

    private WrittenElement gone(Known last) throws Exception {
        boolean isThere = notMapped.contains(keyOf(last.groupId(), last.collection(), last.recordId()));
        RecordOrigin origin = new RecordOrigin("", last.collection(), last.recordId(), "", "");
        return settled(last, isThere ? Outcome.NOT_MAPPED : Outcome.GONE, last.producer(), false, origin);
    }

    private static String keyOf(String groupId, String collection, String recordId) {
        return "%s/%d/%s/%s".formatted(groupId, collection.length(), collection, recordId);
    }

    @Override
    protected double shareDone() {
        HeldKeys walk = keys;
        return walk == null ? 0 : walk.share();
    }

    @Override
    public void close() throws Exception {
        if (keys != null) {
            keys.close();
        }
        super.close();
    }
}
