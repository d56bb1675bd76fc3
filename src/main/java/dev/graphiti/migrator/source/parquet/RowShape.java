package dev.graphiti.migrator.source.parquet;

import dev.graphiti.migrator.source.fields.Fields;

/** Makes the fields of a record of the columns of a row, where they are not the same. */
@FunctionalInterface
public interface RowShape {
    /** The columns are the fields. */
    RowShape AS_IT_IS = row -> row;

    /**
     * The fields of the record.
     *
     * @throws UnfitRowException when the row cannot be a record
     */
    Fields fields(Fields row) throws UnfitRowException;
}
