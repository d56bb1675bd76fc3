package dev.graphiti.migrator.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The YAML of a folder. */
final class Manifests {
    static final Path FOLDER = Path.of("k8s");
    static final String KUSTOMIZATION = "kustomization.yaml";
    private static final YAMLMapper YAML = new YAMLMapper();

    private Manifests() {}

    /** Every file of a kind below the folder. */
    static List<Path> files(String suffix) {
        try (Stream<Path> all = Files.walk(FOLDER)) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents of one file. */
    static List<JsonNode> documents(Path file) {
        return documents(text(file));
    }

    static List<JsonNode> documents(String yaml) {
        // Not readValues(): it takes a document that is a list for several documents.
        try (JsonParser parser = YAML.createParser(yaml)) {
            List<JsonNode> documents = new ArrayList<>();
            while (parser.nextToken() != null) {
                documents.add(YAML.readTree(parser));
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The resources that a kustomization names, those of its bases included, as they stand in their files. */
    static List<JsonNode> resources(Path folder) {
        return texts(kustomization(folder).path("resources"))
                .map(name -> folder.resolve(name).normalize())
                .flatMap(place -> Files.isDirectory(place) ? resources(place).stream() : documents(place).stream())
                .toList();
    }

    static JsonNode kustomization(Path folder) {
        return documents(folder.resolve(KUSTOMIZATION)).get(0);
    }

    static List<Path> kustomizations() {
        return files(KUSTOMIZATION).stream()
                .map(file -> Objects.requireNonNull(file.getParent()))
                .toList();
    }

    static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText);
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
