package dev.graphiti.migrator.config;

import java.io.Serializable;

/** A number of bytes. */
public record ByteSize(long bytes) implements Serializable {}
