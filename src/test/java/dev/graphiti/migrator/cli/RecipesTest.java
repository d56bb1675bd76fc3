package dev.graphiti.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.app.Configs;
import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.app.SourcePlan;
import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.mapping.reshape.Reshaped;
import dev.graphiti.migrator.mapping.reshape.Reshaper;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.EntityEdge;
import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.text.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each page in {@code docs/recipes} with a configuration does what it says. {@code .ci/recipes.py} asks its questions. */
class RecipesTest {
    private static final int LONGEST = 30;
    private static final int QUESTIONS = 3;
    private static final Pattern ROW = Pattern.compile("(?m)^\\| \\[[^]]+]\\(([\\w-]+\\.md)\\) \\|.*\\| (\\d+) \\|$");

    @TempDir
    Path folder;

    static Stream<Recipe> recipes() {
        return Recipe.all();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void aDryRunPrintsTheResult(Recipe recipe) throws IOException {
        Path configuration = recipe.writeInto(folder);

        Call call = Call.of("migrate", "--dry-run", "-c", configuration.toString());

        assertThat(call.code()).as(call.err()).isZero();
        assertThat(recipe.result()).isNotEmpty();
        assertThat(call.out())
                .containsSubsequence(recipe.result())
                .doesNotContain("in no record", "was never", "dead letter");
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void allRecordsBecomeTheTotal(Recipe recipe) throws IOException {
        MigrationConfig config = Configs.read(Files.readString(recipe.writeInto(folder)));

        Map<ElementKind, Map<String, GraphElement>> elements = elements(config);

        assertThat(total(elements)).isEqualTo(recipe.total());
        Set<String> entities =
                elements.getOrDefault(ElementKind.ENTITY, Map.of()).keySet();
        assertThat(elements.getOrDefault(ElementKind.RELATES_TO, Map.of()).values())
                .map(EntityEdge.class::cast)
                .allSatisfy(fact -> assertThat(entities).contains(fact.sourceNodeUuid(), fact.targetNodeUuid()));
    }

    @Test
    void theOverviewNamesEachPageWithItsLines() throws IOException {
        Map<String, String> lines = ROW.matcher(Files.readString(Recipe.PAGES.resolve("README.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

        assertThat(lines)
                .isEqualTo(recipes().collect(Collectors.toMap(Recipe::name, recipe -> String.valueOf(recipe.lines()))));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void isShortAndAsksThreeQuestions(Recipe recipe) {
        assertThat(recipe.lines()).isLessThanOrEqualTo(LONGEST);
        assertThat(recipe.questions()).isEqualTo(QUESTIONS);
    }

    private static Map<ElementKind, Map<String, GraphElement>> elements(MigrationConfig config) throws IOException {
        Map<ElementKind, Map<String, GraphElement>> elements = new EnumMap<>(ElementKind.class);
        RecordMapping mapping = config.recordMapping(Instant.EPOCH);
        for (SourceRecord record : records(config, mapping.reshaper())) {
            Mapping made = mapping.map(record);
            assertThat(made).isNotInstanceOf(Mapping.Rejected.class);
            if (made instanceof Mapping.Mapped mapped) {
                mapped.record()
                        .elements()
                        .forEach(element -> elements.computeIfAbsent(element.kind(), kind -> new HashMap<>())
                                .put(element.uuid(), element));
            }
        }
        return elements;
    }

    private static List<SourceRecord> records(MigrationConfig config, Reshaper reshaper) throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        for (SourceSplit split : SourcePlan.of(config).splits()) {
            try (RecordReader reader = config.source().source().open(split, SourceSplit.START)) {
                SourceRecord record;
                while ((record = reader.next()) != null) {
                    if (record.note() == null) {
                        records.addAll(results(record, reshaper));
                    }
                }
            }
        }
        return records;
    }

    private static List<SourceRecord> results(SourceRecord record, Reshaper reshaper) {
        if (!reshaper.covers(record)) {
            return List.of(record);
        }
        Reshaped reshaped = reshaper.reshape(record);
        assertThat(reshaped).isInstanceOf(Reshaped.Results.class);
        return ((Reshaped.Results) reshaped).records();
    }

    private static String total(Map<ElementKind, Map<String, GraphElement>> elements) {
        StringJoiner total = new StringJoiner(", ");
        elements.forEach((kind, byUuid) -> total.add(
                switch (kind) {
                    case EPISODIC -> Formats.count(byUuid.size(), "episode", "episodes");
                    case ENTITY -> Formats.count(byUuid.size(), "entity", "entities");
                    case RELATES_TO -> Formats.count(byUuid.size(), "fact", "facts");
                    case MENTIONS -> Formats.count(byUuid.size(), "mention", "mentions");
                    default -> throw new AssertionError(kind);
                }));
        return total.toString();
    }
}
