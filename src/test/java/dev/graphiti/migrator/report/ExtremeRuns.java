package dev.graphiti.migrator.report;

import dev.graphiti.migrator.ledger.Tallies;
import dev.graphiti.migrator.ledger.Tally;
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
        Tallies tallies = new Tallies()
                .add(Tally.read(text, 10))
                .add(Tally.mapped(text, 7))
                .add(Tally.skipped(text, text, 1))
                .add(Tally.deadLettered(text, text, 1))
                .add(Tally.note(text, text, 1))
                .add(new Tally(Tally.ELEMENT, text, text, Tally.MAPPED, "", 3))
                .add(new Tally(Tally.ELEMENT, text, text, Tally.DEAD_LETTERED, text, 3))
                .add(Tally.group(text, Tally.ELEMENTS, 3))
                .add(Tally.throughput(1_800_000_000, Tally.READ, 10));
        RecordOrigin origin = new RecordOrigin(text, text, text, text, text);
        DeadLetter letter = DeadLetter.of(text, text, text, text, text, origin, new Kept(Kept.Form.TEXT, text));
        GraphSample sample = new GraphSample(
                List.of(new Node("a", text, text, text, text), new Node("b", text, text, text, text)),
                List.of(new Edge("a", "b", text, text)));
        return SampleRuns.report(info, tallies, List.of(letter), sample);
    }

    public static RunReport nothingAtAll() {
        return SampleRuns.report(SampleRuns.info(), new Tallies(), List.of(), GraphSample.NONE);
    }

    /** The second run over the same source. */
    public static RunReport nothingChanged() {
        Tallies tallies = new Tallies()
                .add(Tally.read("docs", 668))
                .add(Tally.mapped("docs", 668))
                .add(Tally.element("docs", ElementKind.ENTITY, Tally.MAPPED, 4204))
                .add(Tally.element("docs", ElementKind.ENTITY, Tally.MERGED, 4204))
                .add(Tally.group("only-group", Tally.ELEMENTS, 4204))
                .add(Tally.throughput(1_800_000_000, Tally.READ, 668));
        return SampleRuns.report(SampleRuns.info(), tallies, List.of(), GraphSample.NONE);
    }

    /** 100,000 groups, 40 reasons, 300 collections, long names, three scripts, and a sum that does not hold. */
    public static RunReport tooMuch() {
        Tallies tallies = new Tallies();
        List<DeadLetter> letters = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of(ARABIC, CHINESE, "x".repeat(400)));
        for (int i = 0; i < 300; i++) {
            names.add("collection-" + i);
        }
        for (String name : names) {
            tallies.add(Tally.read(name, 1_000_000)).add(Tally.mapped(name, 999_000));
            tallies.add(Tally.skipped(name, "a rule with quite a long name that explains itself", 1_000));
            tallies.add(Tally.element(name, ElementKind.EPISODIC, Tally.MAPPED, 999_000))
                    .add(Tally.element(name, ElementKind.EPISODIC, Tally.WRITTEN, 999_000));
        }
        for (int i = 0; i < 40; i++) {
            tallies.add(Tally.read(ARABIC, 10 + i)).add(Tally.deadLettered(ARABIC, "reason-" + i, 10 + i));
            SampleRuns.addLetters(letters, ARABIC, "reason-" + i, 10 + i);
        }
        tallies.add(Tally.read(CHINESE, 3));
        for (int i = 0; i < 100_000; i++) {
            tallies.add(Tally.group((i % 2 == 0 ? ARABIC : CHINESE) + i, Tally.ELEMENTS, 100_000 / (i + 1) + 3));
        }
        for (int i = 0; i < 5_000; i++) {
            tallies.add(Tally.throughput(1_800_000_000L + 60L * i, Tally.WRITTEN, 3_000_000 + i % 97 * 9_000L));
        }
        return SampleRuns.report(
                SampleRuns.info().ended(RunState.STOPPED, Instant.parse("2026-11-25T21:35:00Z")),
                tallies,
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
