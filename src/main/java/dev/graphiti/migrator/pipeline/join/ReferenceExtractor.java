package dev.graphiti.migrator.pipeline.join;

import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.SourceRecord;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Sends what records offer and ask to where it is kept, and lets those that ask nothing pass. */
final class ReferenceExtractor extends ProcessFunction<SourceRecord, SourceRecord> {
    private final RecordMapping mapping;

    ReferenceExtractor(RecordMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public void processElement(SourceRecord record, Context context, Collector<SourceRecord> passing) {
        References references =
                record.damage() == null && record.note() == null ? mapping.references(record) : References.NONE;
        for (References.Offer offer : references.offers()) {
            context.output(ReferenceJoinStage.INQUIRIES, LookupRequest.offer(offer.key(), offer.content()));
        }
        if (references.asks().isEmpty()) {
            passing.collect(record);
            return;
        }
        // By its place and not by its id, which two records may have.
        String asker = record.origin().split() + "\n" + record.origin().position();
        context.output(
                ReferenceJoinStage.ASKING,
                JoinInput.record(asker, record, references.asks().size()));
        for (References.Ask ask : references.asks()) {
            context.output(ReferenceJoinStage.INQUIRIES, LookupRequest.ask(ask.key(), asker, ask.name()));
        }
    }
}
