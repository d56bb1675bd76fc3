package dev.graphiti.migrator.source.pinecone;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of ids in the order of their bytes.
 *
 * @param next leads to the page behind it; null at the end
 */
record IdPage(List<String> ids, @Nullable String next) {}
