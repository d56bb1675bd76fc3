package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.SourceRecord;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Maps the rows of GraphRAG's tables. Rows refer to each other by titles, ids and numbers, so they are to be given what
 * they ask of each other.
 */
public final class GraphRagMapping implements RecordMapping {

    private final GraphRagRules rules;
    private final Instant runStart;
    private transient Map<String, TableMapping> tables;

    /**
     * @param runStart is {@code created_at} of everything the run makes
     * @throws IllegalArgumentException when a rule can never be right
     */
    public GraphRagMapping(GraphRagRules rules, Instant runStart) {
        this.rules = rules;
        this.runStart = runStart.truncatedTo(ChronoUnit.MICROS);
        this.tables = tables(rules);
    }

    private static Map<String, TableMapping> tables(GraphRagRules rules) {
        EpisodeTimeReader clock = new EpisodeTimeReader(rules.time());
        Ends ends = new Ends(rules.dangling());
        return Map.of(
                "documents",
                new DocumentRows(clock),
                "text_units",
                new TextUnitRows(clock),
                "entities",
                new EntityRows(rules.labels()),
                "relationships",
                new RelationshipRows(ends),
                "covariates",
                new ClaimRows(ends, clock),
                "communities",
                new CommunityRows(),
                "community_reports",
                new ReportRows(rules.communitySummary()),
                "nodes",
                new NodeRows(),
                VectorRows.OF_ENTITIES,
                new VectorRows(VectorRows.OF_ENTITIES, EntityRows.ENTITY),
                VectorRows.OF_RELATIONSHIPS,
                new VectorRows(VectorRows.OF_RELATIONSHIPS, RelationshipRows.RELATIONSHIP));
    }

    @Override
    public boolean hasReferences() {
        return true;
    }

    @Override
    public References references(SourceRecord record) {
        TableMapping table = tables.get(record.origin().collection());
        if (table == null) {
            return References.NONE;
        }
        Row row = Row.of(record);
        return table.references(row, GraphRagIds.of(row));
    }

    @Override
    public Mapping map(SourceRecord record) {
        String damage = record.damage();
        if (damage != null) {
            return rejected(record, "read", "damaged", damage);
        }
        TableMapping table = tables.get(record.origin().collection());
        if (table == null) {
            return rejected(record, "map", "unknown-table", "GraphRAG has no such table");
        }
        try {
            Row row = Row.of(record);
            return table.map(row, new Product(GraphRagIds.of(row), runStart));
        } catch (MappingException e) {
            return rejected(record, "map", e.reason(), e.sentence());
        } catch (IllegalArgumentException e) {
            // The element records guard the borders of Graphiti's model.
            return rejected(record, "map", "invalid-element", String.valueOf(e.getMessage()));
        }
    }

    private static Mapping rejected(SourceRecord record, String stage, String reason, String message) {
        return new Mapping.Rejected(stage, reason, message, record.origin());
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        tables = tables(rules);
    }
}
