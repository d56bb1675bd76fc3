package dev.graphiti.migrator.source.graphrag;

import dev.graphiti.migrator.source.fields.Fields;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the files that hold tables. Knows nothing of what is in them. */
interface TableFiles extends Serializable {
    /**
     * What a file holds.
     *
     * @param groups the pieces that can be read by themselves, in their order
     * @param fingerprint of all that the file says of its content, to notice another one in its place
     */
    record Shape(List<String> columns, List<Group> groups, String fingerprint) {
        public Shape {
            columns = List.copyOf(columns);
            groups = List.copyOf(groups);
        }
    }

    /** One piece: how many rows, and how many bytes they take. */
    record Group(long rows, long bytes) {}

    /**
     * One row.
     *
     * @param damage what cannot be read of it, one sentence; null for a sound row
     * @param last whether nothing behind it can be read
     */
    record TableRow(Fields fields, @Nullable String damage, boolean last) {}

    /** Reads rows in their order. */
    interface Rows extends Closeable {
        /** The next row, or null behind the last one. */
        @Nullable
        TableRow next() throws IOException;
    }

    /**
     * What a file holds.
     *
     * @throws dev.graphiti.migrator.model.MigratorException when the file is not what its name says
     */
    Shape shapeOf(String file) throws IOException;

    /**
     * The rows of a piece behind the first few.
     *
     * @throws dev.graphiti.migrator.model.MigratorException when it is no longer the file with this fingerprint
     */
    Rows open(GraphRagSplit piece, long skip) throws IOException;
}
