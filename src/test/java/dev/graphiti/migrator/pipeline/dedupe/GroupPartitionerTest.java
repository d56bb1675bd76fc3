package dev.graphiti.migrator.pipeline.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityNode;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.pipeline.MappedRecords;
import dev.graphiti.migrator.pipeline.PipelineBuilder;
import dev.graphiti.migrator.testing.Elements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

class GroupPartitionerTest {
    @Property(tries = 200)
    void everyElementIsInExactlyOnePart(
            @ForAll @Size(max = 12) List<@AlphaChars @NotEmpty @StringLength(max = 6) String> names,
            @ForAll @IntRange(min = 2, max = 9) int spread) {
        MappedRecord record = record(names);

        List<GraphElement> dealtOut = new ArrayList<>();
        for (MappedRecord part : GroupPartitioner.parts(record, spread)) {
            assertThat(part.elements()).isNotEmpty();
            dealtOut.addAll(part.elements());
        }
        assertThat(dealtOut).containsExactlyInAnyOrderElementsOf(record.elements());
    }

    @Property(tries = 200)
    void oneElementComesToOneKeyWhicheverRecordNamesIt(
            @ForAll @Size(max = 12) List<@AlphaChars @NotEmpty @StringLength(max = 2) String> some,
            @ForAll @Size(max = 12) List<@AlphaChars @NotEmpty @StringLength(max = 2) String> others,
            @ForAll @IntRange(min = 2, max = 9) int spread) {
        Map<String, String> keys = new HashMap<>();
        for (MappedRecord record : List.of(record(some), record(others))) {
            for (MappedRecord part : GroupPartitioner.parts(record, spread)) {
                part.elements()
                        .forEach(element -> assertThat(keys.merge(
                                        element.uuid(),
                                        GroupPartitioner.keyOfPart(part, spread),
                                        (first, second) -> first))
                                .isEqualTo(GroupPartitioner.keyOfPart(part, spread)));
            }
        }
        assertThat(new TreeSet<>(keys.values())).hasSizeLessThanOrEqualTo(spread);
    }

    @Property(tries = 200)
    void exactlyOnePartIsPrimary(
            @ForAll @Size(min = 1, max = 12) List<@AlphaChars @NotEmpty @StringLength(max = 6) String> names,
            @ForAll @IntRange(min = 2, max = 9) int spread) {
        assertThat(GroupPartitioner.parts(record(names), spread))
                .filteredOn(MappedRecord::primary)
                .hasSize(1);
    }

    @Property(tries = 100)
    void overAsManySubtasksEachHasItsPart(
            @ForAll @AlphaChars @NotEmpty @StringLength(max = 20) String group,
            @ForAll @IntRange(min = 2, max = 16) int spread) {
        Set<Integer> subtasks = new TreeSet<>();
        for (int bucket = 0; bucket < spread; bucket++) {
            subtasks.add(KeyGroupRangeAssignment.assignKeyToParallelOperator(
                    GroupPartitioner.keyOfPart(partOf(group, bucket), spread),
                    PipelineBuilder.MAX_PARALLELISM,
                    spread));
        }
        assertThat(subtasks).hasSize(spread);
    }

    private static MappedRecord partOf(String group, int bucket) {
        return new MappedRecord(Elements.ORIGIN, group, "hash", "mapping", bucket, true, List.of());
    }

    /** Entities of these names, a ring of facts between them, and a mention of each. */
    private static MappedRecord record(List<String> names) {
        List<String> uuids = names.stream().distinct().toList();
        MappedRecord entities = MappedRecords.of("p-1", "hash", uuids.toArray(String[]::new));
        List<GraphElement> all = new ArrayList<>(entities.all(EntityNode.class));
        for (int i = 0; i < uuids.size(); i++) {
            String next = uuids.get((i + 1) % uuids.size());
            all.add(Elements.fact("fact-" + i, uuids.get(i), next));
            all.add(Elements.edge(ElementKind.MENTIONS, "mention-" + i, "episode", uuids.get(i)));
        }
        return entities.part(0, true, all);
    }
}
