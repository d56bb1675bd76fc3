package dev.graphiti.migrator.client;

import org.jspecify.annotations.Nullable;

/** Finds the limit that a call has to keep to. */
public interface LimitOf {
    /** Null for a call that has none. */
    @Nullable
    RateLimit find(HttpCall call);
}
