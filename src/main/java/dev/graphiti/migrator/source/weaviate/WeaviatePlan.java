package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.weaviate.api.ClassSchema;
import dev.graphiti.migrator.source.weaviate.api.Tenant;
import dev.graphiti.migrator.source.weaviate.api.UuidOrder;
import dev.graphiti.migrator.source.weaviate.api.WeaviateApi;
import dev.graphiti.migrator.source.weaviate.range.IdProbe;
import dev.graphiti.migrator.source.weaviate.range.RangePlanner;
import dev.graphiti.migrator.source.weaviate.range.SizedRange;
import dev.graphiti.migrator.source.weaviate.range.UuidRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cuts classes into tenants, and large tenants or classes into ranges of ids. */
final class WeaviatePlan {
    /** More would not make reading faster, only the plan slower. */
    private static final int MOST_RANGES = 10_000;

    private final WeaviateApi api;
    private final WeaviateSourceOptions options;
    private final List<SourceSplit> splits = new ArrayList<>();

    /** What the class is called in the configuration. */
    private String collection = "";

    private Map<String, String> names = Map.of();

    private WeaviatePlan(WeaviateApi api, WeaviateSourceOptions options) {
        this.api = api;
        this.options = options;
    }

    /** The splits, class after class and tenant after tenant. */
    static List<SourceSplit> make(WeaviateApi api, WeaviateSourceOptions options) throws IOException {
        WeaviatePlan plan = new WeaviatePlan(api, options);
        List<SelectedClass> all = SelectedClass.all(api, options);
        plan.names = SelectedClass.names(all);
        for (SelectedClass wanted : all) {
            plan.add(wanted);
        }
        return List.copyOf(plan.splits);
    }

    private void add(SelectedClass wanted) throws IOException {
        ClassSchema schema = wanted.schema();
        collection = wanted.wish().name();
        if (!schema.hasTenants()) {
            cut(schema, "", count(schema.name()));
            return;
        }
        Map<String, Long> counts = tenantCounts(schema.name());
        for (Tenant tenant : wanted.tenants(api)) {
            if (tenant.isActive()) {
                cut(schema, tenant.name(), counts.getOrDefault(tenant.name(), 0L));
            } else {
                addInactive(schema, tenant);
            }
        }
    }

    private void addInactive(ClassSchema schema, Tenant tenant) {
        WeaviateSplit spec = new WeaviateSplit(schema, tenant.name(), tenant.status(), UuidRange.ALL.text(), names);
        if (options.inactiveTenants() == InactiveTenants.FAIL) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "%s is %s and cannot be read; activate it, or set source.inactive-tenants"
                            .formatted(spec.words(), tenant.status()));
        }
        add(spec, "", 0);
    }

    private void cut(ClassSchema schema, String tenant, long objects) throws IOException {
        WeaviateApi.Scope scope = new WeaviateApi.Scope(schema.name(), tenant);
        IdProbe probe = place -> api.ids(scope, new UuidRange(place, UuidOrder.END).cursor(), IdProbe.SIZE).stream()
                .map(UuidOrder::number)
                .toList();
        long ranges = (objects + options.splitSize() - 1) / options.splitSize();
        List<SizedRange> cut = new RangePlanner(probe).cut(objects, (int) Math.min(MOST_RANGES, ranges));
        for (int i = 0; i < cut.size(); i++) {
            add(
                    new WeaviateSplit(schema, tenant, "", cut.get(i).range().text(), names),
                    cut.size() == 1 ? "" : "#" + (i + 1),
                    cut.get(i).size());
        }
    }

    private void add(WeaviateSplit spec, String number, long size) {
        String tenant = spec.tenant().isEmpty() ? "" : "/" + spec.tenant();
        splits.add(new SourceSplit(collection + tenant + number, collection, spec.spec(), size));
    }

    /** A size only: where the server does not tell it, a class is read in one piece. */
    private long count(String className) throws IOException {
        try {
            return api.count(new WeaviateApi.Scope(className, ""));
        } catch (HttpFailure e) {
            rethrowUnlessRefused(e);
            return tenantCounts(className).values().stream()
                    .mapToLong(count -> count)
                    .sum();
        }
    }

    private Map<String, Long> tenantCounts(String className) throws IOException {
        try {
            return api.tenantCounts(className);
        } catch (HttpFailure e) {
            rethrowUnlessRefused(e);
            return Map.of();
        }
    }

    private static void rethrowUnlessRefused(HttpFailure failure) {
        if (failure.isPassing() || failure.kind() == Kind.GAVE_UP || failure.status() == 401) {
            throw failure;
        }
    }
}
