package dev.graphiti.migrator.source.graphrag;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.fields.Fields;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes records of the rows of one piece of a table. A position is the number of rows that lie behind. */
final class GraphRagReader implements RecordReader {
    static final String SYSTEM = "graphrag";

    private final SourceSplit split;
    private final GraphRagSplit piece;
    private final TableFiles.Rows rows;
    private long behind;

    GraphRagReader(SourceSplit split, long behind, TableFiles files) throws IOException {
        this.split = split;
        this.piece = GraphRagSplit.parse(split.spec());
        this.behind = behind;
        this.rows = files.open(piece, behind);
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        TableFiles.TableRow row = behind < split.size() ? rows.next() : null;
        if (row == null) {
            return null;
        }
        String where = "row " + (piece.firstRow() + behind + 1);
        long lost = row.last() ? split.size() - behind - 1 : 0;
        behind = row.last() ? split.size() : behind + 1;
        String damage = row.damage();
        return damage == null ? sound(row, where) : damaged(damage, where).withLost(lost);
    }

    private SourceRecord sound(TableFiles.TableRow row, String where) {
        Map<String, @Nullable Object> fields;
        try {
            fields = RowNormalizer.normalize(piece.table(), row.fields().root());
        } catch (UnreadableRowException e) {
            return damaged(String.valueOf(e.getMessage()), where);
        }
        fields.put("@group", piece.graph());
        fields.put("@output", piece.features());
        Object id = fields.get("id");
        return SourceRecord.sound(
                origin(id == null ? "" : id.toString(), where), Long.toString(behind), behind, new Fields(fields));
    }

    private SourceRecord damaged(String damage, String where) {
        return SourceRecord.damaged(origin("", where), Long.toString(behind), behind, damage, Kept.NOTHING);
    }

    private RecordOrigin origin(String id, String where) {
        return new RecordOrigin(SYSTEM, split.collection(), id, split.id(), where);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
