package dev.graphiti.migrator.pipeline.dedupe;

import dev.graphiti.migrator.flink.OperatorFactory;
import dev.graphiti.migrator.flink.PhaseOperator;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** A phase in one subtask, outside of a job: its steps are taken only when they are asked for. */
public final class PhaseHarness<I, O> extends AbstractStreamOperatorTestHarness<O> {
    public PhaseHarness(
            KeySelector<I, String> key, OperatorFactory.Constructor<O, ? extends PhaseOperator<I, O>> constructor)
            throws Exception {
        super(OperatorFactory.ofPhase(PhaseOperator.class, constructor), Harnesses.MAX_PARALLELISM, 1, 0);
        config.setStateKeySerializer(Types.STRING.createSerializer(executionConfig.getSerializerConfig()));
        config.setStatePartitioner(0, key);
        config.serializeAllConfigs();
    }

    @SuppressWarnings("unchecked") // Made by the constructor that it was given.
    private PhaseOperator<I, O> phase() {
        return (PhaseOperator<I, O>) getOperator();
    }

    public void processElement(I element) throws Exception {
        StreamRecord<I> record = new StreamRecord<>(element);
        phase().setKeyContextElement1(record);
        phase().processElement1(record);
    }

    /** Ends the input with data; the other one continues. */
    public void endData() throws Exception {
        phase().endInput(1);
    }

    /** As a task does between its barriers. */
    public void runOneStep() throws Exception {
        Mail mail = getTaskMailbox().take(0);
        mail.run();
    }

    public boolean hasStep() {
        return getTaskMailbox().hasMail();
    }

    /** How many keys have state. */
    public int keys() {
        return ((HeapKeyedStateBackend<?>) phase().getKeyedStateBackend()).numKeyValueStateEntries();
    }

    /** Ends both inputs. */
    public void end() throws Exception {
        endData();
        endPhase();
    }

    /** Ends the input without data. */
    public void endPhase() throws Exception {
        phase().endInput(2);
    }
}
