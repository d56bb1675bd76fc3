package dev.graphiti.migrator.run;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The runs of one name, of which each is compared with the one before it.
 *
 * @param name {@code run.name}
 * @param base the ids of the runs that a run is compared with, oldest first: the last finished one, and those after it that have
 *     not finished. None for the first run of a name
 * @param starts when all earlier runs of the name have started: {@code created_at} of what they have created
 */
public record Lineage(String name, List<String> base, List<Instant> starts) implements Serializable {
    public Lineage {
        base = List.copyOf(base);
        starts = List.copyOf(starts);
    }

    /** Of the next run of a name, after these runs, which are in the order of their starts. */
    public static Lineage after(List<RunInfo> runs, String name) {
        List<RunInfo> earlier = runs.stream()
                .filter(run -> nameOf(run).filter(name::equals).isPresent() && run.state() != RunState.ROLLED_BACK)
                .toList();
        List<String> base = new ArrayList<>();
        for (RunInfo run : earlier) {
            if (run.state() == RunState.FINISHED) {
                base.clear();
            }
            base.add(run.runId());
        }
        List<Instant> starts = earlier.stream()
                .flatMap(run -> Stream.concat(
                        Stream.ofNullable(run.lineage()).flatMap(lineage -> lineage.starts().stream()),
                        Stream.of(run.startedAt())))
                .distinct()
                .sorted()
                .toList();
        return new Lineage(name, base, starts);
    }

    /** Not compared with these runs, which have written nothing to the graph. */
    public Lineage without(List<String> runIds) {
        return new Lineage(
                name, base.stream().filter(id -> !runIds.contains(id)).toList(), starts);
    }

    /**
     * The runs without this name whose ledgers together have what these runs have met: all without a name, and of each other
     * name the last ones.
     */
    public List<String> others(List<RunInfo> runs) {
        Stream<String> unnamed = runs.stream()
                .filter(run -> nameOf(run).isEmpty() && run.state() != RunState.ROLLED_BACK)
                .map(RunInfo::runId);
        Stream<String> named = runs.stream()
                .flatMap(run -> nameOf(run).stream())
                .distinct()
                .filter(other -> !other.equals(name))
                .flatMap(other -> after(runs, other).base().stream());
        return Stream.concat(unnamed, named).toList();
    }

    private static Optional<String> nameOf(RunInfo run) {
        return Optional.ofNullable(run.lineage()).map(Lineage::name);
    }
}
