/** Reads the objects of Weaviate, through its REST API or from its Parquet export. */
@NullMarked
package dev.graphiti.migrator.source.weaviate;

import org.jspecify.annotations.NullMarked;
