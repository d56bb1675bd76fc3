package dev.graphiti.migrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.ledger.json.LedgerJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineageTest {
    @Test
    void theFirstRunOfANameIsComparedWithNone() {
        assertThat(Lineage.after(
                        List.of(run(1, null, RunState.FINISHED), run(2, of("other"), RunState.FINISHED)), "shop"))
                .isEqualTo(of("shop"));
    }

    @Test
    void theLastFinishedRunIsTheBaseAndThoseAfterItThatHaveNotFinished() {
        Lineage third = Lineage.after(
                List.of(
                        run(1, of("shop"), RunState.FINISHED),
                        run(2, of("shop"), RunState.FAILED),
                        run(3, of("shop"), RunState.FINISHED),
                        run(4, of("other"), RunState.FINISHED),
                        run(5, of("shop"), RunState.STOPPED),
                        run(6, of("shop"), RunState.ROLLED_BACK)),
                "shop");

        assertThat(third.base()).containsExactly("r-3", "r-5");
        assertThat(third.starts()).containsExactly(start(1), start(2), start(3), start(5));
    }

    /** It has failed before it began, or its graph was emptied. */
    @Test
    void anUnfinishedRunThatIsNotInTheGraphIsNotCompared() {
        Lineage third = new Lineage("shop", List.of("r-1", "r-2"), List.of(start(1), start(2)));

        assertThat(third.without(List.of("r-2"))).isEqualTo(new Lineage("shop", List.of("r-1"), third.starts()));
    }

    @Test
    void otherRunsAreThoseWithoutANameAndTheLastOnesOfOtherNames() {
        List<RunInfo> runs = List.of(
                run(1, of("shop"), RunState.FINISHED),
                run(2, null, RunState.FINISHED),
                run(3, null, RunState.ROLLED_BACK),
                run(4, of("other"), RunState.FINISHED),
                run(5, of("other"), RunState.FINISHED),
                run(6, of("other"), RunState.FAILED));

        assertThat(of("shop").others(runs)).containsExactly("r-2", "r-5", "r-6");
    }

    /** Their folders may have been removed. */
    @Test
    void theStartsOfEarlierRunsAreTakenOver() {
        Lineage second = new Lineage("shop", List.of("r-1"), List.of(start(1)));

        assertThat(Lineage.after(List.of(run(2, second, RunState.FINISHED)), "shop")
                        .starts())
                .containsExactly(start(1), start(2));
    }

    @Test
    void itIsInTheFileOfTheRun() {
        RunInfo run = run(2, new Lineage("shop", List.of("r-1"), List.of(start(1))), RunState.RUNNING);

        assertThat(LedgerJson.read(LedgerJson.write(run), RunInfo.class, "run.json"))
                .isEqualTo(run);
        assertThat(run.startedAs("job").ended(RunState.FINISHED, start(9)).lineage())
                .isEqualTo(run.lineage());
    }

    private static Lineage of(String name) {
        return new Lineage(name, List.of(), List.of());
    }

    private static Instant start(int number) {
        return Instant.ofEpochSecond(1_000 + number);
    }

    private static RunInfo run(int number, @Nullable Lineage lineage, RunState state) {
        return new RunInfo(
                "r-" + number,
                start(number),
                null,
                "0.1.0",
                "hash",
                "",
                "json",
                "bolt://localhost:7687",
                List.of(),
                state,
                lineage);
    }
}
