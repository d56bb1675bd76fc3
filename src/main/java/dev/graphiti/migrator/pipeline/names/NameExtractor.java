package dev.graphiti.migrator.pipeline.names;

import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Takes facts with open sentences out of records, and copies the names that such facts may need. */
final class NameExtractor extends ProcessFunction<MappedRecord, MappedRecord> {
    private final RecordMapping mapping;
    /** By collection. */
    private final Map<String, Boolean> named = new HashMap<>();

    NameExtractor(RecordMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public void processElement(MappedRecord record, Context context, Collector<MappedRecord> records) {
        boolean offers = named.computeIfAbsent(record.origin().collection(), mapping::isNamedByOthers);
        List<GraphElement> complete = new ArrayList<>(record.elements().size());
        for (GraphElement element : record.elements()) {
            if (element instanceof EntityEdge edge && edge.openSentence() != null) {
                MappedRecord alone = record.part(record.bucket(), false, List.of(edge));
                context.output(NamingStage.MESSAGES, NameMessage.asking(alone));
                continue;
            }
            if (offers && element instanceof EntityNode entity) {
                context.output(NamingStage.MESSAGES, NameMessage.of(entity));
            }
            complete.add(element);
        }
        records.collect(complete.size() == record.elements().size() ? record : record.with(complete));
    }
}
