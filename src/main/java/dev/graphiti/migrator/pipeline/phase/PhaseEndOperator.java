package dev.graphiti.migrator.pipeline.phase;

import dev.graphiti.migrator.flink.PhaseEnd;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Writes the marker of a phase when all of its subtasks have ended. Needs no state: after a restart each subtask reports its end
 * again.
 */
final class PhaseEndOperator extends AbstractStreamOperator<PhaseEnd>
        implements OneInputStreamOperator<PhaseEnd, PhaseEnd> {
    private final PhaseMarker marker;
    private final Set<Integer> ended = new HashSet<>();

    PhaseEndOperator(StreamOperatorParameters<PhaseEnd> parameters, PhaseMarker marker) {
        super(parameters);
        this.marker = marker;
    }

    @Override
    public void processElement(StreamRecord<PhaseEnd> element) throws Exception {
        PhaseEnd end = element.getValue();
        if (ended.add(end.subtask()) && ended.size() == end.subtasks()) {
            marker.write();
        }
    }
}
