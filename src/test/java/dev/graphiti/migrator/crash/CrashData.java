package dev.graphiti.migrator.crash;

import dev.graphiti.migrator.crash.Fingerprint.Leeway;
import java.util.Set;

/** What is migrated over and over. */
interface CrashData {
    /** The sections {@code source}, {@code mapping} and {@code embedding} of the configuration. */
    String sections();

    /** In what two runs of this data need not agree. */
    Set<Leeway> leeway();
}
