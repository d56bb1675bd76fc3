package dev.graphiti.migrator.source;

import java.io.Serializable;

/** The section {@code source} of the configuration; each system has its own, chosen by {@code type}. */
public interface SourceOptions extends Serializable {
    RecordSource source();
}
