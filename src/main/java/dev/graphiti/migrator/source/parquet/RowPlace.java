package dev.graphiti.migrator.source.parquet;

import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.fields.Fields;

/** Where the rows of a split stand, and how reading goes on behind them. */
record RowPlace(String system, SourceSplit split, ParquetSplit part) {
    SourceRecord sound(long row, Fields fields) {
        return SourceRecord.sound(origin(row), next(row), progress(row + 1), fields);
    }

    SourceRecord damaged(long row, String damage) {
        return SourceRecord.damaged(origin(row), next(row), progress(row + 1), damage, Kept.NOTHING);
    }

    /** From this row on there is nothing that can be read. */
    SourceRecord damagedRest(long row, String damage) {
        String end = Long.toString(part.endRow());
        return SourceRecord.damaged(origin(row), end, split.size(), damage, Kept.NOTHING)
                .withLost(Math.max(0, part.endRow() - row - 1));
    }

    private static String next(long row) {
        return Long.toString(row + 1);
    }

    private RecordOrigin origin(long row) {
        return new RecordOrigin(system, split.collection(), "", split.id(), "row " + row);
    }

    private long progress(long row) {
        double share = part.rows() == 0 ? 1 : (double) (row - part.firstRow()) / part.rows();
        return (long) (share * split.size());
    }
}
