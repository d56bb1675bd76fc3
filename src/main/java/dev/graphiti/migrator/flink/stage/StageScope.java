package dev.graphiti.migrator.flink.stage;

import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Distinguishes the operators of a stage that is applied more than once in a job, as when elements that were inferred after the
 * load are embedded and written too.
 *
 * @param number from 0, in the order of the job
 * @param suffix of all names and uids; empty for the first
 */
public record StageScope(int number, String suffix) {
    /** Of everything between the source and the graph. */
    public static final StageScope LOAD = new StageScope(0, "");

    /** Sets the name of an operator, and the uid that its state has in a savepoint. */
    public <T> SingleOutputStreamOperator<T> named(SingleOutputStreamOperator<T> operator, String name, String uid) {
        return operator.name(name + suffix).uid(uid(uid));
    }

    /** The same with a uid made of the name. */
    public <T> SingleOutputStreamOperator<T> named(SingleOutputStreamOperator<T> operator, String name) {
        return named(operator, name, name);
    }

    /** Sets the name of a sink, and the uid that its state has in a savepoint. */
    public void named(DataStreamSink<?> sink, String name) {
        sink.name(name + suffix).uid(uid(name));
    }

    private String uid(String name) {
        return (name + suffix).replace(' ', '-');
    }
}
