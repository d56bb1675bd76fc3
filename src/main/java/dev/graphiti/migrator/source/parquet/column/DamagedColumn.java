package dev.graphiti.migrator.source.parquet.column;

/** Says of a column that the row cannot be read for its sake. */
record DamagedColumn(RowDamage row, String path) {
    void note(String what) {
        row.note("column %s %s".formatted(path, what));
    }
}
