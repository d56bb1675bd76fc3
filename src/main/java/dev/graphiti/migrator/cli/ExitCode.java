package dev.graphiti.migrator.cli;

import dev.graphiti.migrator.app.MigrationOutcome;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the process ends with. The table in README.md and in {@code --help} is this one. */
enum ExitCode {
    OK(0, "The command succeeded, and every record is accounted for."),
    INTERNAL(1, "Internal error in graphiti-migrator; please report it."),
    USAGE(2, "The command line is wrong."),
    CONFIGURATION(3, "The configuration is wrong."),
    SOURCE(4, "The source cannot be read."),
    TARGET(5, "The target cannot be written to."),
    EMBEDDING(6, "The embedding model cannot be used, or its answer is invalid."),
    DEAD_LETTERS(7, "The run has finished, but there are more dead letters than the configuration allows."),
    SUM_BROKEN(8, "The run has finished, but the sum does not hold: some records or elements are not accounted for."),
    JOB_FAILED(9, "The job failed, was canceled or stopped; the message names the command that resumes it."),
    NOTHING_FOUND(10, "The run does not exist, or has no ledger."),
    OWNED(11, "Another job owns the run."),
    OUT_OF_MEMORY(12, "Out of memory; increase the setting that the message names, then continue the run."),
    /** The JVM ends with it by itself, and with the next. */
    INTERRUPTED(130, "Ended by Ctrl-C; the run can be continued with --continue."),
    TERMINATED(143, "Ended by SIGTERM; the run can be continued with --continue.");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    /** For help: meanings by code. */
    static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        for (ExitCode each : values()) {
            table.put(Integer.toString(each.code), each.meaning);
        }
        return table;
    }

    static ExitCode of(MigrationOutcome outcome) {
        if (!outcome.sumHolds()) {
            return SUM_BROKEN;
        }
        return outcome.tooManyDeadLetters() ? DEAD_LETTERS : OK;
    }

    /** The one mapping, for all commands. */
    static ExitCode of(Fault fault) {
        return switch (fault) {
            case CONFIGURATION -> CONFIGURATION;
            case SOURCE -> SOURCE;
            case TARGET -> TARGET;
            case EMBEDDING -> EMBEDDING;
            case JOB -> JOB_FAILED;
            case RUN_NOT_FOUND -> NOTHING_FOUND;
            case OWNED -> OWNED;
            case OUT_OF_MEMORY -> OUT_OF_MEMORY;
        };
    }
}
