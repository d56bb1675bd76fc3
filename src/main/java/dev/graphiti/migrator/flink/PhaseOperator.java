package dev.graphiti.migrator.flink;

import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * An operator whose work begins when it has received all of its input, such as the choice between duplicates. It works in
 * steps, and checkpoints complete between them. A restored operator continues with what its state still holds.
 *
 * <p>Flink completes no checkpoint while an operator is in {@code endInput}, and ends the operator afterwards. Therefore the
 * operator has a second input without data, which ends when all subtasks have emitted their {@link PhaseEnd}. If it ends
 * earlier, the rest of the work is done in one step: no result depends on it.
 */
public abstract class PhaseOperator<I, O> extends AbstractCountingOperator<O>
        implements TwoInputStreamOperator<I, Long, O>, BoundedMultiInput {
    /** One element for each subtask of each attempt. */
    public static final OutputTag<PhaseEnd> ENDS = new OutputTag<>("phase-ends", WireTypes.of(PhaseEnd.class));

    /** Metric: 1 after the input has ended, 0 before. */
    public static final String STARTED = "phaseStarted";
    /** Metric: the share of the work that is done, 0 to 1. */
    public static final String DONE = "phaseDone";

    private static final int INPUT = 1;

    private final transient MailboxExecutor mailbox;

    private transient volatile boolean started;
    private transient volatile boolean done;
    private transient boolean lastStep;
    private transient boolean waitsForCheckpoint;
    /** The first that covers what was done; 0 before it has begun. */
    private transient long checkpoint;

    protected PhaseOperator(StreamOperatorParameters<O> parameters) {
        super(parameters);
        this.mailbox = parameters.getMailboxExecutor();
    }

    @Override
    public void open() throws Exception {
        super.open();
        getMetricGroup().gauge(STARTED, () -> started ? 1 : 0);
        getMetricGroup().gauge(DONE, () -> done ? 1.0 : started ? shareDone() : 0.0);
    }

    /** Takes an element of the input. */
    protected abstract void processElement(I element) throws Exception;

    /** What follows a step. */
    public enum Step {
        /** Another step. */
        MORE,
        /** Another step when a checkpoint has completed that covers this one. */
        MORE_AFTER_CHECKPOINT,
        /** Nothing. */
        LAST
    }

    /** Does some of the work, for at most a few milliseconds where that is possible: barriers wait for it. */
    protected abstract Step step() throws Exception;

    /** The share of the work that is done, 0 to 1. May be called by another thread. */
    protected abstract double shareDone();

    @Override
    public final void processElement1(StreamRecord<I> element) throws Exception {
        processElement(element.getValue());
    }

    @Override
    public final void processElement2(StreamRecord<Long> element) {
        // It has no data, only an end.
    }

    @Override
    public final void endInput(int input) throws Exception {
        if (input == INPUT) {
            started = true;
            stepLater();
        } else {
            lastStep = true;
        }
        if (started && lastStep) {
            while (!done) {
                work();
            }
            handCountsOn();
        }
    }

    private void stepLater() {
        mailbox.execute(
                () -> {
                    if (!done && !waitsForCheckpoint && willStepAgain()) {
                        work();
                    }
                },
                "step of a phase");
    }

    /**
     * A task that is stopped with a savepoint runs the mails that it has, but accepts no others. What this step would emit is
     * held in the savepoint.
     */
    private boolean willStepAgain() {
        try {
            stepLater();
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void work() throws Exception {
        Step next = step();
        done = next == Step.LAST;
        waitsForCheckpoint = next == Step.MORE_AFTER_CHECKPOINT;
        checkpoint = 0;
        if (done) {
            emit(
                    ENDS,
                    new PhaseEnd(
                            getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(),
                            getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks()));
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        if (waitsForCheckpoint && checkpoint == 0) {
            checkpoint = checkpointId;
        }
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        if (waitsForCheckpoint && checkpoint > 0 && checkpointId >= checkpoint) {
            waitsForCheckpoint = false;
            stepLater();
        }
    }
}
