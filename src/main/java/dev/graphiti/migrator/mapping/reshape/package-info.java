/** Programs in jq, which turn one record into any number of records before it is mapped. */
@NullMarked
package dev.graphiti.migrator.mapping.reshape;

import org.jspecify.annotations.NullMarked;
