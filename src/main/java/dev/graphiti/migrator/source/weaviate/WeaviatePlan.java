package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.http.HttpFailure;
import dev.graphiti.migrator.http.HttpFailure.Kind;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.SourceSplit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Cuts classes into tenants, and large tenants or classes into ranges of ids. */
final class WeaviatePlan {
    private final WeaviateApi api;
    private final WeaviateSourceOptions options;
    private final List<SourceSplit> splits = new ArrayList<>();

    private WeaviatePlan(WeaviateApi api, WeaviateSourceOptions options) {
        this.api = api;
        this.options = options;
    }

    static WeaviatePlan make(WeaviateApi api, WeaviateSourceOptions options) throws IOException {
        WeaviatePlan plan = new WeaviatePlan(api, options);
        for (WantedClass wanted : WantedClass.all(api.classes(), options)) {
            plan.add(wanted);
        }
        return plan;
    }

    List<SourceSplit> splits() {
        return List.copyOf(splits);
    }

    private void add(WantedClass wanted) throws IOException {
        ClassSchema schema = wanted.schema();
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
        WeaviateSplit spec = new WeaviateSplit(schema, tenant.name(), tenant.status(), List.of());
        switch (options.inactiveTenants()) {
            case DEAD_LETTER -> add(spec, "", 0);
            case FAIL ->
                throw new MigratorException(
                        Fault.SOURCE,
                        "%s is %s and cannot be read; activate it, or set source.inactive-tenants"
                                .formatted(spec.words(), tenant.status()));
            case LEAVE_OUT -> {
                // The remarks of the source say so.
            }
        }
    }

    /** A split holds as many ranges as are read at once. */
    private void cut(ClassSchema schema, String tenant, long objects) throws IOException {
        long splitCount = (objects + options.splitSize() - 1) / options.splitSize();
        int ranges = objects <= options.splitSize() / options.concurrency()
                ? 1
                : (int) Math.min(1_000_000, Math.max(1, splitCount) * options.concurrency());
        WeaviateApi.Scope scope = new WeaviateApi.Scope(schema.name(), tenant);
        Probe probe = place -> api.ids(scope, cursorTo(place), Probe.SIZE).stream()
                .map(UuidOrder::number)
                .toList();
        List<SizedRange> cut = new RangePlanner(probe).cut(objects, ranges);
        for (int i = 0; i < cut.size(); i += options.concurrency()) {
            List<SizedRange> part = cut.subList(i, Math.min(cut.size(), i + options.concurrency()));
            List<String> texts = part.stream().map(each -> each.range().text()).toList();
            String number = cut.size() <= options.concurrency() ? "" : "#" + (i / options.concurrency() + 1);
            add(
                    new WeaviateSplit(schema, tenant, "", texts),
                    number,
                    part.stream().mapToLong(SizedRange::size).sum());
        }
    }

    private static String cursorTo(java.math.BigInteger place) {
        return new UuidRange(place, UuidOrder.END).cursor();
    }

    private void add(WeaviateSplit spec, String number, long size) {
        String tenant = spec.tenant().isEmpty() ? "" : "/" + spec.tenant();
        String className = spec.schema().name();
        splits.add(new SourceSplit(className + tenant + number, className, spec.spec(), size));
    }

    /** A size only: where the server does not tell it, a class is read in one piece. */
    private long count(String className) throws IOException {
        try {
            return api.count(className);
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
