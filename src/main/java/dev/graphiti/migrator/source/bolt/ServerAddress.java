package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.config.Secret;
import java.io.Serializable;
import java.time.Duration;

/** Which database is read, and by whom. */
public record ServerAddress(String uri, String user, Secret password, String database, Duration connectionTimeout)
        implements Serializable {}
