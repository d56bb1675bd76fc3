package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A class that is to be read, checked against the schema. */
record WantedClass(ClassSchema schema, WeaviateCollection wish) {
    private static final int SHOWN = 10;

    /**
     * All that are wanted, in the order of the configuration or else by name.
     *
     * @throws MigratorException when one of them is not there as it is wanted
     */
    static List<WantedClass> all(List<ClassSchema> schema, WeaviateSourceOptions options) {
        Map<String, ClassSchema> known = schema.stream()
                .collect(Collectors.toMap(ClassSchema::name, Function.identity(), (a, b) -> a, TreeMap::new));
        if (known.isEmpty()) {
            throw wrong("%s has no classes, so there is nothing to migrate".formatted(options.base()));
        }
        if (options.collections().isEmpty()) {
            return known.values().stream()
                    .map(each -> new WantedClass(each, WeaviateCollection.whole(each.name())))
                    .toList();
        }
        List<WantedClass> wanted = new ArrayList<>();
        for (WeaviateCollection wish : options.collections()) {
            ClassSchema found = known.get(wish.name());
            if (found == null) {
                throw wrong("%s has no class %s but %s; correct source.collections"
                        .formatted(options.base(), wish.name(), some(List.copyOf(known.keySet()))));
            }
            wanted.add(new WantedClass(found, wish));
        }
        wanted.forEach(WantedClass::check);
        return wanted;
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
