package dev.graphiti.migrator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Weaviate's published interface says of the requests that reading needs. */
record WeaviateContract(WeaviateData data, int maximumResults) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEFAULT_LIMIT = 10;
    private static final Set<String> LIST_PARAMETERS =
            Set.of("class", "limit", "after", "include", "tenant", "offset", "sort", "order");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern AGGREGATE = Pattern.compile(
            "\\{\\s*Aggregate\\s*\\{\\s*(\\w+)\\s*(?:\\(\\s*tenant\\s*:\\s*\"([^\"]*)\"\\s*\\))?\\s*\\{\\s*meta\\s*\\{\\s*count\\s*\\}\\s*\\}\\s*\\}\\s*\\}");

    record Answer(int status, String json) {}

    /** A request that is refused. */
    private static final class Refusal extends Exception {
        private final int status;

        Refusal(int status, String message) {
            super(message);
            this.status = status;
        }

        Answer answer() {
            ObjectNode body = JSON.createObjectNode();
            body.putArray("error").addObject().put("message", getMessage());
            return new Answer(status, body.toString());
        }
    }

    Answer answer(String method, URI uri, byte[] body) {
        try {
            List<String> path = List.of(uri.getPath().split("/", -1));
            if (!path.get(1).equals("v1") || path.size() < 3) {
                throw new Refusal(404, "path %s was not found".formatted(uri.getPath()));
            }
            List<String> rest = path.subList(2, path.size());
            if (rest.equals(List.of("graphql")) && method.equals("POST")) {
                return new Answer(200, aggregate(body).toString());
            }
            if (!method.equals("GET")) {
                throw new Refusal(405, "method %s is not allowed, but [GET] are".formatted(method));
            }
            return new Answer(200, get(rest, parameters(uri)).toString());
        } catch (Refusal e) {
            return e.answer();
        }
    }

    private JsonNode get(List<String> path, Map<String, String> parameters) throws Refusal {
        String resource = path.get(0);
        if (path.equals(List.of(".well-known", "ready"))) {
            return JSON.missingNode();
        } else if (path.equals(List.of("aliases"))) {
            ObjectNode answer = JSON.createObjectNode();
            ArrayNode aliases = answer.putArray("aliases");
            data.aliases()
                    .forEach((alias, name) ->
                            aliases.addObject().put("alias", alias).put("class", name));
            return answer;
        } else if (resource.equals("meta")) {
            return JSON.createObjectNode().put("version", "1.37.0");
        } else if (resource.equals("schema") && path.size() == 1) {
            ObjectNode answer = JSON.createObjectNode();
            answer.putArray("classes").addAll(data.schemas().values());
            return answer;
        } else if (resource.equals("schema") && path.size() == 2) {
            return schema(path.get(1));
        } else if (resource.equals("schema") && path.size() == 3 && path.get(2).equals("tenants")) {
            return tenants(path.get(1));
        } else if (resource.equals("nodes") && path.size() == 2) {
            return nodes(path.get(1));
        } else if (resource.equals("objects") && path.size() == 1) {
            return list(parameters);
        } else if (resource.equals("objects") && path.size() == 3) {
            return one(path.get(1), path.get(2), parameters);
        }
        throw new Refusal(404, "path %s was not found".formatted(path));
    }

    private ObjectNode schema(String className) throws Refusal {
        ObjectNode schema = data.schemas().get(className);
        if (schema == null) {
            throw new Refusal(404, "could not find class %s in schema".formatted(className));
        }
        return schema;
    }

    private ArrayNode tenants(String className) throws Refusal {
        if (!hasTenants(className)) {
            throw new Refusal(422, "multi-tenancy is not enabled for class \"%s\"".formatted(className));
        }
        ArrayNode answer = JSON.createArrayNode();
        data.tenants(className)
                .forEach((name, status) -> answer.addObject().put("name", name).put("activityStatus", status));
        return answer;
    }

    private boolean hasTenants(String className) throws Refusal {
        return schema(className).path("multiTenancyConfig").path("enabled").asBoolean();
    }

    /** Two nodes, as with a replication factor of two. */
    private ObjectNode nodes(String className) throws Refusal {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode nodes = answer.putArray("nodes");
        for (int i = 0; i < 2; i++) {
            ArrayNode shards = nodes.addObject().put("name", "node" + i).putArray("shards");
            for (String shard : hasTenants(className) ? data.tenants(className).keySet() : List.of("K2mv8XJfoPZw")) {
                String tenant = hasTenants(className) ? shard : "";
                shards.addObject()
                        .put("name", shard)
                        .put("class", className)
                        .put("objectCount", data.objects(className, tenant).size());
            }
        }
        return answer;
    }

    private JsonNode aggregate(byte[] body) throws Refusal {
        try {
            Matcher query = AGGREGATE.matcher(JSON.readTree(body).path("query").asText());
            if (!query.matches()) {
                throw new Refusal(422, "no query that is understood here");
            }
            String tenant = query.group(2) == null ? "" : query.group(2);
            int count = readable(query.group(1), tenant).size();
            ObjectNode answer = JSON.createObjectNode();
            answer.putObject("data")
                    .putObject("Aggregate")
                    .putArray(query.group(1))
                    .addObject()
                    .putObject("meta")
                    .put("count", count);
            return answer;
        } catch (IOException e) {
            throw new Refusal(400, "the body is no JSON");
        }
    }

    private ObjectNode one(String className, String id, Map<String, String> parameters) throws Refusal {
        ObjectNode found =
                readable(className, parameters.getOrDefault("tenant", "")).get(id);
        if (found == null) {
            throw new Refusal(404, "");
        }
        return shown(found, false);
    }

    private ObjectNode list(Map<String, String> parameters) throws Refusal {
        if (!LIST_PARAMETERS.containsAll(parameters.keySet())) {
            throw new Refusal(400, "unknown parameters among " + parameters.keySet());
        }
        String after = parameters.get("after");
        int limit = number(parameters, "limit", DEFAULT_LIMIT);
        int offset = number(parameters, "offset", 0);
        if (after != null) {
            checkCursor(after, parameters);
        }
        if (offset + limit > maximumResults) {
            throw new Refusal(422, "query maximum results exceeded");
        }
        String className = parameters.get("class");
        if (className == null) {
            throw new Refusal(400, "listing all classes is not what this server is for");
        }
        NavigableMap<String, ObjectNode> all = readable(className, parameters.getOrDefault("tenant", ""));
        boolean vectors = parameters.getOrDefault("include", "").contains("vector");
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode objects = answer.putArray("objects");
        (after == null || after.isEmpty() ? all : all.tailMap(after.toLowerCase(java.util.Locale.ROOT), false))
                .values().stream().skip(offset).limit(limit).forEach(object -> objects.add(shown(object, vectors)));
        return answer.put("totalResults", objects.size());
    }

    private static void checkCursor(String after, Map<String, String> parameters) throws Refusal {
        String problem = parameters.get("class") == null
                ? "class parameter cannot be empty"
                : parameters.get("limit") == null
                        ? "limit parameter must be set"
                        : parameters.containsKey("offset") || parameters.containsKey("sort")
                                ? "offset and sort cannot be set with after"
                                : after.isEmpty() || UUID_FORM.matcher(after).matches() ? null : "after is no uuid";
        if (problem != null) {
            throw new Refusal(400, "cursor api: invalid 'after' parameter: " + problem);
        }
    }

    private static int number(Map<String, String> parameters, String name, int otherwise) throws Refusal {
        try {
            return Integer.parseInt(parameters.getOrDefault(name, String.valueOf(otherwise)));
        } catch (NumberFormatException e) {
            throw new Refusal(422, name + " must be an integer");
        }
    }

    private NavigableMap<String, ObjectNode> readable(String className, String tenant) throws Refusal {
        boolean hasTenants = hasTenants(className);
        if (hasTenants && tenant.isEmpty()) {
            throw new Refusal(
                    422, "class %s has multi-tenancy enabled, but request was without tenant".formatted(className));
        }
        if (!hasTenants && !tenant.isEmpty()) {
            throw new Refusal(
                    422, "class %s has multi-tenancy disabled, but request was with tenant".formatted(className));
        }
        String status = hasTenants ? data.tenants(className).get(tenant) : "ACTIVE";
        if (status == null) {
            throw new Refusal(422, "tenant not found: \"%s\"".formatted(tenant));
        }
        if (!Set.of("ACTIVE", "HOT").contains(status)) {
            throw new Refusal(422, "tenant not active: '%s'".formatted(tenant));
        }
        return data.objects(className, tenant);
    }

    private static ObjectNode shown(ObjectNode object, boolean vectors) {
        ObjectNode shown = object.deepCopy();
        if (!vectors) {
            shown.remove(List.of("vector", "vectors"));
        }
        return shown.putNull("vectorWeights");
    }

    private static Map<String, String> parameters(URI uri) {
        Map<String, String> parameters = new HashMap<>();
        @Nullable String query = uri.getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(
                    pair.substring(0, Math.max(0, equals)),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }
}
