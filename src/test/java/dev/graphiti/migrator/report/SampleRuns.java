package dev.graphiti.migrator.report;

import dev.graphiti.migrator.count.Count;
import dev.graphiti.migrator.count.Count.Outcome;
import dev.graphiti.migrator.count.CountAggregator;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.report.GraphSample.Edge;
import dev.graphiti.migrator.report.GraphSample.Node;
import dev.graphiti.migrator.report.sum.SourceCheck;
import dev.graphiti.migrator.run.RunInfo;
import dev.graphiti.migrator.run.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Reports of runs that never were, the same ones every time. */
public final class SampleRuns {
    private static final Instant START = Instant.parse("2026-11-22T10:15:00Z");

    private SampleRuns() {}

    public static RunInfo info() {
        return new RunInfo(
                "20261122-101500-a1b2",
                START,
                START.plusSeconds(412),
                "0.1.0",
                "9f2c41d07be3",
                """
                source:
                  type: weaviate
                  url: http://weaviate:8080
                  api-key: ***
                mapping:
                  group: tenant
                  collections:
                    Article: { as: episode, time: published_at }
                write:
                  batch-size: 1000
                """,
                "Weaviate at http://weaviate:8080, classes Article, Author, Claim",
                "Neo4j at bolt://neo4j:7687, database neo4j",
                List.of("5b1f6c2f9a7e4c1d8e3b0a9f7c6d5e4f"),
                RunState.FINISHED);
    }

    /** The run of the design's example sentence. */
    public static RunReport example() {
        CountAggregator counts = new CountAggregator()
                .add(Count.read("docs", 700))
                .add(Count.mapped("docs", 668))
                .add(Count.skipped("docs", "draft", 11))
                .add(Count.deadLettered("docs", "damaged", 8))
                .add(Count.deadLettered("docs", "no-time", 13))
                .add(Count.element("docs", ElementKind.ENTITY, Outcome.MAPPED, 4210))
                .add(Count.element("docs", ElementKind.ENTITY, Outcome.WRITTEN, 4180))
                .add(Count.element("docs", ElementKind.ENTITY, Outcome.MERGED, 24))
                .add(Count.deadElement("docs", ElementKind.ENTITY, "endpoint-missing", 6));
        List<DeadLetter> letters = new ArrayList<>();
        addLetters(letters, "docs", "damaged", 8);
        addLetters(letters, "docs", "no-time", 13);
        for (int i = 0; i < 6; i++) {
            letters.add(letter("write", ElementKind.ENTITY.graphName(), "endpoint-missing", origin("docs", i)));
        }
        return report(info(), counts, letters, GraphSample.NONE);
    }

    /** A large run as one likes it: three collections, some skipped, a few dead. */
    public static RunReport realistic() {
        Random random = new Random(7);
        CountAggregator counts = new CountAggregator();
        List<DeadLetter> letters = new ArrayList<>();
        collection(counts, letters, "Article", 812_400);
        collection(counts, letters, "Author", 96_210);
        collection(counts, letters, "Claim", 331_977);
        counts.add(Count.note("Article", "no time; the run's start was taken", 1_204));
        double share = 1;
        for (int i = 0; i < 64; i++) {
            share *= 0.9;
            long elements = Math.round(310_000 * share * (0.9 + random.nextDouble() / 5));
            counts.add(Count.group("tenant-%03d".formatted(i), Outcome.ELEMENTS, elements));
            counts.add(Count.group("tenant-%03d".formatted(i), Outcome.VECTORS, elements * 45 / 100));
        }
        for (int i = 0; i < 412; i++) {
            double warm = Math.min(1, i / 25.0) * (i > 200 && i < 214 ? 0.15 : 1) * (i > 400 ? (412 - i) / 12.0 : 1);
            long second = START.getEpochSecond() + i;
            counts.add(Count.throughput(second, Outcome.READ, Math.round(warm * (3050 + random.nextGaussian() * 160))));
            counts.add(Count.throughput(
                    second, Outcome.WRITTEN, Math.round(warm * (11_400 + random.nextGaussian() * 600))));
        }
        return report(info(), counts, letters, people());
    }

    private static void collection(CountAggregator counts, List<DeadLetter> letters, String name, long read) {
        long drafts = read / 64;
        counts.add(Count.read(name, read))
                .add(Count.skipped(name, "draft", drafts))
                .add(Count.skipped(name, "no text", drafts / 9))
                .add(Count.deadLettered(name, "no-time", 41))
                .add(Count.deadLettered(name, "too-large", 3))
                .add(Count.mapped(name, read - drafts - drafts / 9 - 44));
        addLetters(letters, name, "no-time", 41);
        addLetters(letters, name, "too-large", 3);
        long mapped = read - drafts - drafts / 9 - 44;
        elements(counts, name, ElementKind.EPISODIC, mapped, 0);
        elements(counts, name, ElementKind.ENTITY, mapped, mapped / 7);
        elements(counts, name, ElementKind.MENTIONS, mapped, 0);
        elements(counts, name, ElementKind.RELATES_TO, mapped * 2 / 3, 0);
        counts.add(Count.element(name, ElementKind.RELATES_TO, Outcome.MAPPED, 12))
                .add(Count.deadElement(name, ElementKind.RELATES_TO, "endpoint-missing", 12));
        for (int i = 0; i < 12; i++) {
            letters.add(letter("write", "RELATES_TO", "endpoint-missing", origin(name, 77L * i)));
        }
    }

    private static void elements(CountAggregator counts, String name, ElementKind kind, long mapped, long merged) {
        counts.add(Count.element(name, kind, Outcome.MAPPED, mapped))
                .add(Count.element(name, kind, Outcome.WRITTEN, mapped - merged))
                .add(Count.element(name, kind, Outcome.MERGED, merged));
    }

    static void addLetters(List<DeadLetter> letters, String collection, String reason, int count) {
        for (int i = 0; i < count; i++) {
            letters.add(letter("map", DeadLetter.RECORD, reason, origin(collection, 1_000L + 311L * i)));
        }
    }

    private static final String CONTENT =
            "{\"title\":\"On the origin of deltas\",\"published_at\":\"sometime in spring\"}";

    static DeadLetter letter(String stage, String kind, String reason, RecordOrigin origin) {
        return DeadLetter.of(
                stage,
                kind,
                kind.equals(DeadLetter.RECORD) ? "" : "0f0c9a52-2c5e-5a70-9b8d-3f1d2ab4c6e1",
                reason,
                "property 'published_at' is \"sometime in spring\"; no format of the mapping reads it",
                origin,
                kind.equals(DeadLetter.RECORD)
                        ? new Kept(Kept.Form.RECORD, "{\"fields\":" + CONTENT + "}")
                        : Kept.pointer(CONTENT));
    }

    static RecordOrigin origin(String collection, long offset) {
        return new RecordOrigin("json", collection, "id-" + offset, collection + "-0003.jsonl", "offset " + offset);
    }

    static RunReport report(RunInfo info, CountAggregator counts, List<DeadLetter> letters, GraphSample sample) {
        return RunReport.of(info, SourceCheck.NONE, counts, DeadLetterSummary.of(letters.iterator()), sample);
    }

    private static GraphSample people() {
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        String[] labels = {"Person", "Organization", "Place", "Topic"};
        String[][] names = {
            {"Ada Lovelace", "Grace Hopper", "Alan Turing", "Emmy Noether", "Katherine Johnson", "Barbara Liskov"},
            {"Analytical Society", "Bletchley Park", "Bell Labs", "Göttingen", "NASA Langley"},
            {"London", "Cambridge", "Princeton", "Hampton"},
            {"Compilers", "Abstract algebra", "Orbits", "Type theory", "Cryptography", "Punched cards", "Abstraction"}
        };
        Random random = new Random(3);
        for (int label = 0; label < labels.length; label++) {
            for (String name : names[label]) {
                nodes.add(new Node("e" + nodes.size(), "Entity", labels[label], name, "tenant-001"));
            }
        }
        int entities = nodes.size();
        String[] predicates = {"WORKED_AT", "LIVED_IN", "WROTE_ABOUT", "KNEW"};
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 4; j++) {
                int to = 6 + random.nextInt(entities - 6);
                String predicate = predicates[to < 11 ? 0 : to < 15 ? 1 : 2];
                edges.add(new Edge(
                        "e" + i,
                        "e" + to,
                        predicate,
                        nodes.get(i).name() + " is joined to " + nodes.get(to).name() + "."));
            }
        }
        for (int i = 0; i < 10; i++) {
            nodes.add(new Node("d" + i, "Episodic", "", "Article %d".formatted(4711 + i), "tenant-001"));
            for (int j = 0; j < 3; j++) {
                edges.add(new Edge("d" + i, "e" + random.nextInt(entities), "MENTIONS", ""));
            }
        }
        nodes.add(new Node("c0", "Community", "", "Early computing", "tenant-001"));
        nodes.add(new Node("s0", "Saga", "", "Article series", "tenant-001"));
        for (int i = 0; i < 4; i++) {
            edges.add(new Edge("c0", "e" + i, "HAS_MEMBER", ""));
            edges.add(new Edge("s0", "d" + i, "HAS_EPISODE", ""));
        }
        return new GraphSample(nodes, edges);
    }
}
