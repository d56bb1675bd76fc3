package dev.graphiti.migrator.source.weaviate.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graphiti.migrator.client.HttpCall;
import dev.graphiti.migrator.client.JsonAnswer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for.
 *
 * @param path what follows the version, in its parts
 * @param className the class without which there is no answer; null where it may be missing
 */
record WeaviateCall(List<String> path, @Nullable String className) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer with one object is longer. */
    private static final int EMPTY_PAGE = 200;

    static WeaviateCall of(String base, HttpCall call) {
        List<String> path = List.of(
                call.address().substring(base.length()).replaceFirst("^/", "").split("/", -1));
        return new WeaviateCall(path, className(path, call.uri().getRawQuery()));
    }

    private static @Nullable String className(List<String> path, @Nullable String query) {
        if (path.get(0).equals("schema") && path.size() > 1) {
            return decoded(path.get(1));
        }
        if (!path.equals(List.of("objects")) || query == null) {
            return null;
        }
        return Arrays.stream(query.split("&", -1))
                .filter(each -> each.startsWith("class="))
                .map(each -> decoded(each.substring("class=".length())))
                .findFirst()
                .orElse(null);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    boolean isSchema() {
        return path.equals(List.of("schema"));
    }

    private boolean isPage() {
        return path.equals(List.of("objects"));
    }

    boolean isEmptyPage(byte[] answer) {
        if (!isPage() || answer.length > EMPTY_PAGE) {
            return false;
        }
        try {
            return JSON.readTree(answer).path("objects").isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** Why the answer cannot be Weaviate's; null if it can. A page of objects is not read for that. */
    @Nullable
    String problemOf(byte[] answer) {
        if (isPage()) {
            JsonAnswer page = new JsonAnswer(answer);
            return !page.isObject()
                    ? "it is not a complete JSON object"
                    : page.names("objects") ? null : "it holds no objects";
        }
        if (path.get(0).startsWith(".")) {
            return null;
        }
        try {
            return problemOf(JSON.readTree(answer));
        } catch (IOException e) {
            return "it is not JSON";
        }
    }

    private @Nullable String problemOf(JsonNode answer) {
        if (path.size() == 3 && path.get(2).equals("tenants")) {
            return answer.isArray() ? null : "it holds no list of tenants";
        }
        List<String> keys = switch (path.get(0)) {
            case "schema" -> List.of(path.size() == 1 ? "classes" : "class");
            case "objects" -> List.of("id");
            case "nodes" -> List.of("nodes");
            case "graphql" -> List.of("data", "errors");
            default -> List.of();
        };
        boolean whole = answer.isObject() && (keys.isEmpty() || keys.stream().anyMatch(answer::has));
        return whole ? null : "it holds no " + (keys.isEmpty() ? "object" : String.join(" or ", keys));
    }
}
