package dev.graphiti.migrator.benchmark;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;

/** How large a checkpoint is, also what it shares with those before it, by the uids of the operators. */
record SavedState(long checkpoint, Map<String, Long> bytesByUid) {
    static final SavedState NONE = new SavedState(0, Map.of());

    /** The newest complete checkpoint of the run in this folder; nothing where there is none. */
    static SavedState newestBelow(Path runs) {
        return newest(runs).map(SavedState::read).orElse(NONE);
    }

    long total() {
        return bytesByUid.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The larger one: in the last checkpoint of a job, steps that have ended hold nothing any more. */
    SavedState or(SavedState other) {
        return other.total() > total() ? other : this;
    }

    private static Optional<Path> newest(Path runs) {
        if (!Files.exists(runs)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.find(runs, 5, (path, file) -> path.endsWith("_metadata"))) {
            return all.max(Comparator.comparingInt(SavedState::number));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty(); // Flink removes old checkpoints under our feet.
        }
    }

    private static int number(Path metadata) {
        return Integer.parseInt(
                metadata.getName(metadata.getNameCount() - 2).toString().replaceFirst("\\D+", ""));
    }

    private static SavedState read(Path metadata) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
            CheckpointMetadata read =
                    Checkpoints.loadCheckpointMetadata(in, SavedState.class.getClassLoader(), metadata.toString());
            Map<String, Long> sizes = new TreeMap<>();
            for (OperatorState each : read.getOperatorStates()) {
                long bytes = each.getStateSize()
                        + (each.getCoordinatorState() == null
                                ? 0
                                : each.getCoordinatorState().getStateSize());
                if (bytes > 0) {
                    sizes.merge(uid(each), bytes, Long::sum);
                }
            }
            return new SavedState(read.getCheckpointId(), sizes);
        } catch (IOException e) {
            return NONE;
        }
    }

    /** Flink gives the parts of a sink uids of their own, which end with the sink's. */
    private static String uid(OperatorState operator) {
        String uid = operator.getOperatorUid().orElse(operator.getOperatorID().toHexString());
        return uid.substring(uid.lastIndexOf(": ") + 1).strip();
    }
}
