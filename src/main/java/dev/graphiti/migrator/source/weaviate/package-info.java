/** Reads the objects of Weaviate, through its REST interface or from its own Parquet export. */
@NullMarked
package dev.graphiti.migrator.source.weaviate;

import org.jspecify.annotations.NullMarked;
