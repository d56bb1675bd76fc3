package dev.graphiti.migrator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.testing.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DashboardTest {
    private static final Pattern NAME = Pattern.compile("flink_[A-Za-z0-9_]+");
    private final JsonNode dashboard = read();

    @Test
    void everyPanelAsksForMetricsThatTheJobHas() {
        for (JsonNode panel : dashboard.path("panels")) {
            assertThat(panel.path("targets").valueStream())
                    .as(panel.path("title").asText())
                    .isNotEmpty()
                    .allSatisfy(target -> assertThat(names(target.path("expr").asText()))
                            .isNotEmpty()
                            .isSubsetOf(Metrics.documented()));
        }
        assertThat(names(dashboard.at("/templating/list/1/query").asText())).isSubsetOf(Metrics.documented());
    }

    @Test
    void everyMetricOfOursIsOnAPanel() {
        Set<String> shown = new HashSet<>();
        dashboard
                .path("panels")
                .forEach(panel -> panel.path("targets")
                        .forEach(
                                target -> shown.addAll(names(target.path("expr").asText()))));

        assertThat(Metrics.documented().stream()
                        .filter(name -> name.contains("_operator_"))
                        // Remaining and size say the same.
                        .filter(name -> !name.endsWith("sourceProgress")))
                .isSubsetOf(shown);
    }

    @Test
    void whatIsWorthAnAlertIsAMetricThatIsDocumented() throws IOException {
        String alerts = Files.readString(Path.of("docs", "metrics.md")).split("## What to alert on", 2)[1];
        List<String> named = Pattern.compile("`(?:increase\\()?([A-Za-z0-9_]{6,})(?:\\[[^`]*)?`")
                .matcher(alerts)
                .results()
                .map(name -> name.group(1))
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(Metrics.documented()).anyMatch(metric -> metric.endsWith(name)));
    }

    @Test
    void panelsHaveEachItsPlace() {
        List<String> places = dashboard
                .path("panels")
                .valueStream()
                .map(panel -> panel.path("gridPos").toString())
                .toList();

        assertThat(places).doesNotHaveDuplicates().hasSizeGreaterThan(10);
        assertThat(dashboard
                        .path("panels")
                        .valueStream()
                        .map(panel -> panel.path("id").asInt()))
                .doesNotHaveDuplicates();
    }

    private static List<String> names(String expression) {
        Stream<MatchResult> found = NAME.matcher(expression).results();
        return found.map(MatchResult::group).toList();
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper()
                    .readTree(Manifests.FOLDER
                            .resolve("monitoring/dashboard.json")
                            .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
