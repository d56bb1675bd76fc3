package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.source.References;

/** What becomes of the rows of one table. */
interface TableMapping {
    /** What a row tells and asks; never fails. */
    References references(Row row, GraphRagIds names);

    /**
     * What becomes of a row.
     *
     * @throws dev.graphiti.migrator.mapping.path.MappingException when the row cannot be mapped
     */
    Mapping map(Row row, Product product);
}
