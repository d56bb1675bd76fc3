package dev.graphiti.migrator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.report.SampleRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:15:00Z");

    @TempDir
    private Path base;

    @Test
    void anIdSaysWhenTheRunBegan() {
        RunId id = RunId.of(START, new Random(1));

        assertThat(id.text()).matches("20261122-101500-[0-9a-z]{4}");
        assertThat(RunId.of(START, new Random(1))).isEqualTo(id);
        assertThat(RunId.of(START, new Random(2))).isNotEqualTo(id);
        assertThat(RunId.of(START.plusSeconds(1), new Random(3)).text()).isGreaterThan(id.text());
    }

    @Test
    void refusesWhatIsNoId() {
        assertThatThrownBy(() -> new RunId("../../etc"))
                .hasMessage("'../../etc' is not a run id such as 20261122-101500-a1b2");
    }

    @Test
    void infoComesBack() {
        RunInfo info = SampleRuns.info().startedAs("job-2");
        RunFiles files = written(info);

        assertThat(files.readInfo()).contains(info);
        files.write(info.ended(RunState.FAILED, START.plusSeconds(9)));
        assertThat(files.readInfo()).contains(info.ended(RunState.FAILED, START.plusSeconds(9)));
        assertThat(base.resolve(info.runId())).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void infoThatIsNoneIsNamed() throws IOException {
        RunFiles files = written(SampleRuns.info());
        Files.writeString(base.resolve("20261122-101500-a1b2/run.json"), "{\"started_at\":\"soon\"}");

        assertThatThrownBy(files::readInfo)
                .isInstanceOf(MigratorException.class)
                .hasMessageContaining("run.json is not what a run wrote")
                .hasMessageContaining("soon");
    }

    @Test
    void listsRunsByAge() throws IOException {
        written(run("20261123-000000-bbbb", RunState.FINISHED));
        written(run("20261122-000000-aaaa", RunState.RUNNING));
        Files.createDirectory(base.resolve("20261121-000000-cccc"));
        Files.createDirectory(base.resolve("something-else"));

        assertThat(new Runs(base.toString()).list())
                .extracting(RunInfo::runId)
                .containsExactly("20261122-000000-aaaa", "20261123-000000-bbbb");
        assertThat(new Runs(base.resolve("nowhere").toString()).list()).isEmpty();
    }

    @Test
    void findsTheLatestThatIsNotFinished() {
        Runs runs = new Runs(base.toString());
        assertThat(runs.latestUnfinished()).isEmpty();
        written(run("20261120-000000-aaaa", RunState.FAILED));
        written(run("20261121-000000-aaaa", RunState.STOPPED));
        written(run("20261122-000000-aaaa", RunState.FINISHED));
        written(run("20261123-000000-aaaa", RunState.ROLLED_BACK));

        assertThat(runs.latestUnfinished()).map(RunInfo::runId).contains("20261121-000000-aaaa");
    }

    @Test
    void findsTheRunOfACheckpoint() {
        RunFiles files = written(SampleRuns.info());

        assertThat(Runs.holding(files.checkpoints() + "/5b1f6c2f/chk-42/_metadata"))
                .contains(files);
        assertThat(Runs.holding("file:" + files.checkpoints() + "/5b1f6c2f/chk-42"))
                .map(RunFiles::readInfo)
                .contains(files.readInfo());
        assertThat(Runs.holding(base.resolve("elsewhere/savepoint-1").toString()))
                .isEmpty();
    }

    @Test
    void laysOutARunTheSameWithAndWithoutASlash() {
        RunFiles files = new RunFiles("s3://bucket/runs/r1/");

        assertThat(files).isEqualTo(new RunFiles("s3://bucket/runs/r1"));
        assertThat(files.deadLetters()).isEqualTo("s3://bucket/runs/r1/dead-letters");
        assertThat(files.reportHtml()).isEqualTo("s3://bucket/runs/r1/report.html");
    }

    private static RunInfo run(String id, RunState state) {
        RunInfo info = SampleRuns.info();
        return new RunInfo(
                        id,
                        info.startedAt(),
                        null,
                        info.toolVersion(),
                        info.configHash(),
                        info.config(),
                        info.source(),
                        info.target(),
                        info.jobIds(),
                        RunState.RUNNING)
                .ended(state, START);
    }

    private RunFiles written(RunInfo info) {
        RunFiles files = new Runs(base.toString()).files(info.runId());
        files.write(info);
        return files;
    }
}
