package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;

/** How tenants that cannot be read are handled. They are never activated, because that would change the source. */
public enum InactiveTenants {
    DEAD_LETTER,
    FAIL,
    LEAVE_OUT;

    /** The note of a tenant that is omitted on purpose. */
    static final String OMITTED = "inactive-tenant";

    /** The one record that reports such a tenant: a note if it is omitted on purpose, else a dead letter. */
    SourceRecord report(SourceSplit split) {
        WeaviateSplit spec = WeaviateSplit.parse(split.spec());
        RecordOrigin origin =
                new RecordOrigin(ObjectReader.SYSTEM, split.collection(), "", split.id(), "tenant " + spec.tenant());
        return this == LEAVE_OUT
                ? SourceRecord.noted(origin, SplitPosition.END, split.size(), OMITTED)
                : SourceRecord.damaged(
                        origin,
                        SplitPosition.END,
                        split.size(),
                        "%s is %s, so none of its objects was read; activate it and run again"
                                .formatted(spec.words(), spec.status()),
                        Kept.NOTHING);
    }
}
