package dev.graphiti.migrator.crash;

import dev.graphiti.migrator.crash.Fingerprint.Leeway;
import java.util.Set;

/** What is migrated over and over. */
interface CrashData {
    /** The sections {@code source}, {@code mapping} and {@code embedding} of the configuration. */
    String sections();

    /** Small batches make a run longer, so that what happens to it does not come too late. */
    default int batchSize() {
        return 1_000;
    }

    /** More of the section {@code write}, each with a comma in front. */
    default String writeOptions() {
        return "";
    }

    /** In what two runs of this data need not agree. */
    Set<Leeway> leeway();
}
