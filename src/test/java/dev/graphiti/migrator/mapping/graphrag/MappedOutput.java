package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.graphrag.GraphRagRules.Dangling;
import dev.graphiti.migrator.mapping.path.Note;
import dev.graphiti.migrator.model.CommunityNode;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.EpisodicNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.StructuralEdge;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.graphrag.CommunitySummary;
import dev.graphiti.migrator.source.graphrag.DanglingPolicy;
import dev.graphiti.migrator.source.graphrag.GivenEmbeddings;
import dev.graphiti.migrator.source.graphrag.GraphRagSourceOptions;
import dev.graphiti.migrator.source.graphrag.GraphRagTimeOptions;
import dev.graphiti.migrator.testing.Answers;
import dev.graphiti.migrator.testing.graphrag.GraphRagOutput;
import dev.graphiti.migrator.testing.graphrag.Version;
import dev.graphiti.migrator.testing.graphrag.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that became of an output. */
final class MappedOutput {
    static final Instant RUN_START = Instant.parse("2026-01-02T03:04:05Z");
    static final World WORLD = World.saltmere();

    final List<Mapping.Mapped> records = new ArrayList<>();
    final List<GraphElement> made = new ArrayList<>();
    final Map<String, GraphElement> graph = new LinkedHashMap<>();
    final List<Mapping.Rejected> letters = new ArrayList<>();
    final Map<Note, Long> notes = new HashMap<>();
    final Map<String, Long> skips = new HashMap<>();

    /** Of an output in a folder of the name that its group is to have. */
    static MappedOutput of(Path folder, GraphRagRules rules) {
        MappedOutput result = new MappedOutput();
        var records = Answers.read(source(folder));
        var mappings = Answers.map(records, new GraphRagMapping(rules, RUN_START));
        for (int i = 0; i < records.size(); i++) {
            result.add(records.get(i).origin().collection(), mappings.get(i));
        }
        return result;
    }

    static GraphRagOutput output(Version version) {
        return GraphRagOutput.of(WORLD, version);
    }

    static String id(String what) {
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static EpisodeTime time(String ifMissing) {
        return new EpisodeTime("creation_date", List.of("iso"), "UTC", ifMissing, "fail-record");
    }

    static GraphRagRules rules(Dangling dangling, String ifMissing) {
        return new GraphRagRules(dangling, Map.of(), "summary", time(ifMissing));
    }

    private static RecordSource source(Path path) {
        return new GraphRagSourceOptions(
                        path.toString(),
                        "{folder}",
                        DanglingPolicy.DEAD_LETTER,
                        new GraphRagTimeOptions("creation_date", List.of("iso"), "UTC", "run-start", "run-start"),
                        Map.of(),
                        CommunitySummary.SUMMARY,
                        GivenEmbeddings.KEEP,
                        "some-model")
                .source();
    }

    void add(String collection, Mapping mapping) {
        if (mapping instanceof Mapping.Mapped mapped) {
            records.add(mapped);
            mapped.notes().forEach(note -> notes.merge(note, 1L, Long::sum));
            // What stands in several rows is merged later.
            boolean isNew = records.stream()
                    .filter(other -> other.record().origin().collection().equals(collection))
                    .filter(other ->
                            other.record().groupId().equals(mapped.record().groupId()))
                    .noneMatch(other -> other != mapped
                            && other.record()
                                    .origin()
                                    .id()
                                    .equals(mapped.record().origin().id()));
            mapped.record().elements().forEach(element -> {
                graph.putIfAbsent(element.uuid(), element);
                if (isNew) {
                    made.add(element);
                }
            });
        } else if (mapping instanceof Mapping.Skipped skipped) {
            skips.merge(collection + " " + skipped.rule(), 1L, Long::sum);
        } else if (mapping instanceof Mapping.Rejected rejected) {
            letters.add(rejected);
        }
    }

    List<String> reasons() {
        return letters.stream()
                .map(letter -> letter.origin().collection() + " " + letter.reason())
                .toList();
    }

    long count(ElementKind kind) {
        return graph.values().stream().filter(each -> each.kind() == kind).count();
    }

    <E extends GraphElement> List<E> all(Class<E> type) {
        return graph.values().stream().filter(type::isInstance).map(type::cast).toList();
    }

    Set<String> names(Class<? extends GraphElement> type) {
        return all(type).stream().map(this::name).collect(Collectors.toCollection(TreeSet::new));
    }

    EntityNode entity(String name) {
        return only(all(EntityNode.class).stream().filter(each -> each.name().equals(name)));
    }

    EpisodicNode episode(String name) {
        return only(all(EpisodicNode.class).stream().filter(each -> each.name().equals(name)));
    }

    CommunityNode community(String name) {
        return only(all(CommunityNode.class).stream().filter(each -> each.name().equals(name)));
    }

    EntityEdge fact(String fact) {
        return only(all(EntityEdge.class).stream().filter(each -> each.fact().equals(fact)));
    }

    private static <E> E only(Stream<E> found) {
        return found.findFirst().orElseThrow();
    }

    Set<String> contentHashes(String collection) {
        return records.stream()
                .filter(each -> each.record().origin().collection().equals(collection))
                .map(each -> each.record().origin().id() + each.record().contentHash())
                .collect(Collectors.toSet());
    }

    List<String> edgeNames(ElementKind kind) {
        return all(StructuralEdge.class).stream()
                .filter(edge -> edge.kind() == kind)
                .filter(edge -> graph.containsKey(edge.targetNodeUuid()))
                .map(edge -> name(edge.sourceNodeUuid()) + " > " + name(edge.targetNodeUuid()))
                .toList();
    }

    private String name(String uuid) {
        GraphElement element = graph.get(uuid);
        return element == null ? "nothing" : name(element);
    }

    private String name(GraphElement element) {
        if (element instanceof EntityNode entity) {
            return entity.name();
        }
        if (element instanceof CommunityNode community) {
            return community.name();
        }
        return element instanceof EpisodicNode episode ? episode.name() : element.uuid();
    }

    /** Edges one of whose ends nothing makes. */
    List<String> loose() {
        return Stream.concat(
                        all(StructuralEdge.class).stream()
                                .filter(edge -> isLoose(edge.sourceNodeUuid(), edge.targetNodeUuid()))
                                .map(edge -> edge.kind() + " " + name(edge.sourceNodeUuid())),
                        all(EntityEdge.class).stream()
                                .filter(edge -> isLoose(edge.sourceNodeUuid(), edge.targetNodeUuid()))
                                .map(EntityEdge::fact))
                .toList();
    }

    private boolean isLoose(String source, String target) {
        return !graph.containsKey(source) || !graph.containsKey(target);
    }
}
