package dev.graphiti.migrator.report;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.count.Count.Subject;
import dev.graphiti.migrator.count.CountAggregator;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.report.GraphSample.Edge;
import dev.graphiti.migrator.report.GraphSample.Node;
import dev.graphiti.migrator.run.RunInfo;
import dev.graphiti.migrator.run.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reports of runs at the edge of what may come: very many, very long, very strange, nothing at all. */
public final class ExtremeRuns {
    private static final String ARABIC = "مجموعة المقالات العلمية";
    private static final String CHINESE = "第三季度客户支持工单与知识库文章合集";

    private ExtremeRuns() {}

    /** Every free text of the report is the given one. */
    public static RunReport saying(String text) {
        RunInfo info = new RunInfo(
                "20261122-101500-a1b2",
                Instant.parse("2026-11-22T10:15:00Z"),
                null,
                text,
                text,
                text,
                text,
                text,
                List.of(text),
                RunState.FINISHED);
        CountAggregator counts = new CountAggregator()
                .add(Count.read(text, 10))
                .add(Count.mapped(text, 7))
                .add(Count.skipped(text, text, 1))
                .add(Count.deadLettered(text, text, 1))
                .add(Count.note(text, text, 1))
                .add(new Count(Subject.ELEMENT, text, text, Outcome.MAPPED, "", 3))
                .add(new Count(Subject.ELEMENT, text, text, Outcome.DEAD_LETTERED, text, 3))
                .add(Count.group(text, Outcome.ELEMENTS, 3))
                .add(Count.throughput(1_800_000_000, Outcome.READ, 10));
        RecordOrigin origin = new RecordOrigin(text, text, text, text, text);
        DeadLetter letter = DeadLetter.of(text, text, text, text, text, origin, new Kept(Kept.Form.TEXT, text));
        GraphSample sample = new GraphSample(
                List.of(new Node("a", text, text, text, text), new Node("b", text, text, text, text)),
                List.of(new Edge("a", "b", text, text)));
        return SampleRuns.report(info, counts, List.of(letter), sample);
    }

    public static RunReport nothingAtAll() {
        return SampleRuns.report(SampleRuns.info(), new CountAggregator(), List.of(), GraphSample.NONE);
    }

    /** The second run over the same source. */
    public static RunReport nothingChanged() {
        CountAggregator counts = new CountAggregator()
                .add(Count.read("docs", 668))
                .add(Count.mapped("docs", 668))
                .add(Count.element("docs", ElementKind.ENTITY, Outcome.MAPPED, 4204))
                .add(Count.element("docs", ElementKind.ENTITY, Outcome.MERGED, 4204))
                .add(Count.group("only-group", Outcome.ELEMENTS, 4204))
                .add(Count.throughput(1_800_000_000, Outcome.READ, 668));
        return SampleRuns.report(SampleRuns.info(), counts, List.of(), GraphSample.NONE);
    }

    /** 100,000 groups, 40 reasons, 300 collections, long names, three scripts, and a sum that does not hold. */
    public static RunReport tooMuch() {
        CountAggregator counts = new CountAggregator();
        List<DeadLetter> letters = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of(ARABIC, CHINESE, "x".repeat(400)));
        for (int i = 0; i < 300; i++) {
            names.add("collection-" + i);
        }
        for (String name : names) {
            counts.add(Count.read(name, 1_000_000)).add(Count.mapped(name, 999_000));
            counts.add(Count.skipped(name, "a rule with quite a long name that explains itself", 1_000));
            counts.add(Count.element(name, ElementKind.EPISODIC, Outcome.MAPPED, 999_000))
                    .add(Count.element(name, ElementKind.EPISODIC, Outcome.WRITTEN, 999_000));
        }
        for (int i = 0; i < 40; i++) {
            counts.add(Count.read(ARABIC, 10 + i)).add(Count.deadLettered(ARABIC, "reason-" + i, 10 + i));
            SampleRuns.addLetters(letters, ARABIC, "reason-" + i, 10 + i);
        }
        counts.add(Count.read(CHINESE, 3));
        for (int i = 0; i < 100_000; i++) {
            counts.add(Count.group((i % 2 == 0 ? ARABIC : CHINESE) + i, Outcome.ELEMENTS, 100_000 / (i + 1) + 3));
        }
        for (int i = 0; i < 5_000; i++) {
            counts.add(Count.throughput(1_800_000_000L + 60L * i, Outcome.WRITTEN, 3_000_000 + i % 97 * 9_000L));
        }
        return SampleRuns.report(
                SampleRuns.info().ended(RunState.STOPPED, Instant.parse("2026-11-25T21:35:00Z")),
                counts,
                letters,
                crowd());
    }

    private static GraphSample crowd() {
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String name =
                    i % 3 == 0 ? ARABIC + i : i % 3 == 1 ? CHINESE + i : "A very long name of a thing, number " + i;
            nodes.add(new Node("n" + i, "Entity", "Label" + i % 11, name, "g"));
            edges.add(new Edge("n" + i, "n" + i / 3, "BELONGS_TO", "one fact"));
        }
        return new GraphSample(nodes, edges);
    }
}
