package dev.graphiti.migrator.testing.graphrag;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What GraphRAG might have found in a few texts about a town that does not exist. Two relationships lead to names that
 * are no entities, and some claims have dates.
 */
public record World(
        List<Document> documents,
        List<TextUnit> textUnits,
        List<Entity> entities,
        List<Relationship> relationships,
        List<Claim> claims,
        List<Community> communities) {
    public record Document(String id, String title, String created) {}

    public record TextUnit(String id, int number, int document, String text) {}

    /** @param units the numbers of its text units */
    public record Entity(String id, String title, String type, String description, List<Integer> units) {}

    public record Relationship(String id, String source, String target, String description, double weight, int unit) {}

    public record Claim(
            String id,
            @Nullable String type,
            @Nullable String description,
            String subject,
            @Nullable String object,
            @Nullable String status,
            @Nullable String start,
            @Nullable String end,
            int unit) {}

    /** @param parent the number of the community above; -1 when there is none */
    public record Community(
            String id, int number, int level, int parent, String title, String summary, List<String> members) {}

    /** An id in the form of a version's ids that follows from what it is of. */
    static String id(String what) {
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The town of Saltmere in its winter of 1911. */
    public static World saltmere() {
        return new World(
                Saltmere.documents(),
                Saltmere.textUnits(),
                Saltmere.entities(),
                Saltmere.relationships(),
                Saltmere.claims(),
                Saltmere.communities());
    }
}
