package dev.graphiti.migrator.source.graphrag;

import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.Fields;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes records of the rows of one piece of a table. A position is the number of rows that lie behind. */
final class GraphRagReader implements RecordReader {
    static final String SYSTEM = "graphrag";

    private final SourceSplit split;
    private final GraphRagSplit piece;
    private final long rowsOfPiece;
    private final TableFiles.Rows rows;
    private long behind;

    GraphRagReader(SourceSplit split, long behind, TableFiles files) throws IOException {
        this.split = split;
        this.piece = GraphRagSplit.parse(split.spec());
        this.behind = behind;
        this.rowsOfPiece = split.size();
        this.rows = files.open(piece.file(), piece.group(), behind);
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        Fields row = rows.next();
        if (row == null) {
            return null;
        }
        behind++;
        Map<String, @Nullable Object> fields = RowNormalizer.normalize(piece.table(), row.root());
        fields.put("@group", piece.graph());
        fields.put("@output", piece.features());
        Object id = fields.get("id");
        RecordOrigin origin = new RecordOrigin(
                SYSTEM,
                split.collection(),
                id == null ? "" : id.toString(),
                split.id(),
                "row " + (piece.firstRow() + behind));
        return SourceRecord.sound(origin, Long.toString(behind), Math.min(behind, rowsOfPiece), new Fields(fields));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
