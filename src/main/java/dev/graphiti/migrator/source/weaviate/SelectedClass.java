package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.weaviate.api.ClassSchema;
import dev.graphiti.migrator.source.weaviate.api.Tenant;
import dev.graphiti.migrator.source.weaviate.api.WeaviateApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A class that is to be read, checked against the schema. */
record SelectedClass(ClassSchema schema, WeaviateCollection wish) {
    private static final int SHOWN = 10;

    /**
     * All that are wanted, in the order of the configuration or else by name. A class may be named by an alias; which
     * class that is, is found out once.
     *
     * @throws MigratorException when one of them is not there as it is wanted
     */
    static List<SelectedClass> all(WeaviateApi api, WeaviateSourceOptions options) throws IOException {
        Map<String, ClassSchema> known = api.classes().stream()
                .collect(Collectors.toMap(ClassSchema::name, Function.identity(), (a, b) -> a, TreeMap::new));
        if (known.isEmpty()) {
            throw wrong("%s has no classes, so there is nothing to migrate".formatted(options.base()));
        }
        if (options.collections().isEmpty()) {
            return known.values().stream()
                    .map(each -> new SelectedClass(each, WeaviateCollection.whole(each.name())))
                    .toList();
        }
        boolean allKnown = options.collections().stream().allMatch(wish -> known.containsKey(wish.name()));
        Map<String, String> aliases = allKnown ? Map.of() : api.aliases();
        List<SelectedClass> wanted = new ArrayList<>();
        for (WeaviateCollection wish : options.collections()) {
            ClassSchema found = known.get(aliases.getOrDefault(wish.name(), wish.name()));
            if (found == null) {
                // A key that may not list the aliases may still use one.
                found = api.find(wish.name())
                        .map(each -> known.get(each.name()))
                        .orElse(null);
            }
            if (found == null) {
                List<String> names = new ArrayList<>(known.keySet());
                names.addAll(aliases.keySet());
                throw wrong("%s has no class %s but %s; correct source.collections"
                        .formatted(options.base(), wish.name(), some(names)));
            }
            wanted.add(new SelectedClass(found, wish));
        }
        wanted.forEach(SelectedClass::check);
        names(wanted);
        return wanted;
    }

    /**
     * What classes are called that are named by an alias.
     *
     * @throws MigratorException when a class has two names, for then all its objects would be read twice
     */
    static Map<String, String> names(List<SelectedClass> wanted) {
        Map<String, String> names = new TreeMap<>();
        for (SelectedClass each : wanted) {
            String name = each.wish.name();
            String other = names.put(each.schema.name(), name);
            if (other != null) {
                throw wrong("source.collections names class %s twice, as %s and as %s; keep one of them"
                        .formatted(each.schema.name(), other, name));
            }
        }
        names.entrySet().removeIf(each -> each.getKey().equals(each.getValue()));
        return names;
    }

    private void check() {
        if (!wish.tenants().isEmpty() && !schema.hasTenants()) {
            throw wrong("class %s has no tenants; remove them from source.collections".formatted(schema.name()));
        }
        String vector = wish.vector();
        if (vector != null && !schema.vectors().contains(vector)) {
            List<String> names = schema.vectors().stream().sorted().toList();
            throw wrong("class %s has no vector named %s but %s; correct source.collections"
                    .formatted(schema.name(), vector, names.isEmpty() ? "only one without a name" : some(names)));
        }
    }

    /** Its tenants, all or those that are wanted, by name. */
    List<Tenant> tenants(WeaviateApi api) throws IOException {
        Map<String, Tenant> known = new TreeMap<>();
        api.tenants(schema.name()).forEach(tenant -> known.put(tenant.name(), tenant));
        if (wish.tenants().isEmpty()) {
            return known.values().stream()
                    .sorted(Comparator.comparing(Tenant::name))
                    .toList();
        }
        List<Tenant> wanted = new ArrayList<>();
        for (String name : wish.tenants()) {
            Tenant tenant = known.get(name);
            if (tenant == null) {
                throw wrong("class %s has no tenant %s but %s; correct source.collections"
                        .formatted(schema.name(), name, some(List.copyOf(known.keySet()))));
            }
            wanted.add(tenant);
        }
        return wanted;
    }

    private static String some(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        if (names.isEmpty()) {
            return "none";
        }
        return names.size() <= SHOWN ? shown : "%s and %d more".formatted(shown, names.size() - SHOWN);
    }

    private static MigratorException wrong(String sentence) {
        return new MigratorException(Fault.SOURCE, sentence);
    }
}
