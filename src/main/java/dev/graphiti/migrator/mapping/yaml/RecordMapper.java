package dev.graphiti.migrator.mapping.yaml;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.Rank;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.mapping.config.CollectionMapping;
import dev.graphiti.migrator.mapping.config.FactMapping;
import dev.graphiti.migrator.mapping.coverage.MappingCoverage;
import dev.graphiti.migrator.mapping.path.MappingException;
import dev.graphiti.migrator.mapping.path.Scope;
import dev.graphiti.migrator.mapping.reshape.JqProgram;
import dev.graphiti.migrator.mapping.reshape.Reshaper;
import dev.graphiti.migrator.model.MappedRecord;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.SourceRecord;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps by the configuration: each record as the mapping of its collection says. */
public final class RecordMapper implements RecordMapping {
    /** The collection whose mapping holds for all that have none. */
    public static final String OTHERS = "*";

    private final LinkedHashMap<String, CollectionMapping> mapping;

    private final Instant runStart;
    private transient Map<String, CollectionMapper> mappers;

    /**
     * Compiles the mapping of all collections.
     *
     * @param mapping the section {@code mapping}, by collection
     * @param runStart is {@code created_at} of everything the run makes
     * @throws MigratorException with {@code Fault.CONFIGURATION} when the mappings do not fit each other
     */
    public RecordMapper(Map<String, CollectionMapping> mapping, Instant runStart) {
        this.mapping = new LinkedHashMap<>(mapping);
        this.runStart = runStart.truncatedTo(ChronoUnit.MICROS);
        this.mappers = compile(this.mapping, this.runStart);
        checkReferences();
    }

    @Override
    public Mapping map(SourceRecord record) {
        RecordOrigin origin = record.origin();
        String damage = record.damage();
        if (damage != null) {
            return new Mapping.Rejected("read", "damaged", damage, origin);
        }
        String skippedBy = record.skippedBy();
        if (skippedBy != null) {
            return new Mapping.Skipped(skippedBy);
        }
        CollectionMapper mapper = mapperOf(origin.collection());
        if (mapper == null) {
            return rejected(
                    origin,
                    "unmapped-collection",
                    "there is no mapping for the collection '%s';".formatted(origin.collection())
                            + " add one, or one for \"*\"");
        }
        SourceRecord read = mapper.clean(record);
        String rule = mapper.skippedBy(read);
        return rule == null ? map(read, mapper) : new Mapping.Skipped(rule);
    }

    private static Mapping map(SourceRecord record, CollectionMapper mapper) {
        RecordOrigin origin = record.origin();
        try {
            Scope scope = mapper.identify(record);
            origin = scope.origin();
            return mapper.map(scope);
        } catch (MappingException e) {
            return rejected(origin, e.reason(), e.sentence());
        } catch (IllegalArgumentException e) {
            // The element records guard the borders of Graphiti's model.
            return rejected(origin, "invalid-element", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public @Nullable MappedRecord notMapped(SourceRecord record) {
        CollectionMapper mapper = mapperOf(record.origin().collection());
        return mapper == null || record.damage() != null || record.deletes()
                ? null
                : mapper.notMapped(mapper.clean(record));
    }

    @Override
    public Rank rank(SourceRecord record, String path) {
        CollectionMapper mapper = mapperOf(record.origin().collection());
        return mapper == null ? Rank.MISSING : mapper.rank(mapper.clean(record), path);
    }

    @Override
    public boolean hasReshapes() {
        return mapping.values().stream().anyMatch(options -> options.reshape() != null);
    }

    @Override
    public Reshaper reshaper() {
        Map<String, JqProgram> programs = new HashMap<>();
        mapping.forEach((name, options) -> {
            if (options.reshape() != null) {
                programs.put(name, JqProgram.compile(options.reshape(), options.reshapeLimits()));
            }
        });
        return new Reshaper(collection -> programs.get(mapping.containsKey(collection) ? collection : OTHERS));
    }

    @Override
    public MappingCoverage coverage() {
        return new MappingCoverage(mapping, OTHERS);
    }

    @Override
    public int unnamedEnds() {
        return mapping.values().stream()
                .flatMap(options -> options.facts().stream()
                        .map(fact -> (int) unnamedEnds(options, fact).count()))
                .max(Integer::compare)
                .orElse(0);
    }

    /** A reference whose collection depends on the record may lead to any. */
    @Override
    public boolean isNamedByOthers(String collection) {
        return mapping.values().stream()
                .flatMap(options -> options.facts().stream().flatMap(fact -> unnamedEnds(options, fact)))
                .anyMatch(named -> named.indexOf('{') >= 0 || named.equals(collection));
    }

    /** The collections of the ends that a fact names, and of which the record has only the id. */
    private static Stream<String> unnamedEnds(CollectionMapping options, FactMapping fact) {
        return Stream.of(fact.from(), fact.to())
                .flatMap(end -> Stream.ofNullable(options.related().get(end)))
                .filter(related -> related.name() == null && fact.namesItsEnds())
                .flatMap(related -> Stream.ofNullable(related.collection()));
    }

    private @Nullable CollectionMapper mapperOf(String collection) {
        CollectionMapper own = mappers.get(collection);
        return own == null ? mappers.get(OTHERS) : own;
    }

    private static Mapping rejected(RecordOrigin origin, String reason, String message) {
        return new Mapping.Rejected("map", reason, message, origin);
    }

    private static Map<String, CollectionMapper> compile(Map<String, CollectionMapping> mapping, Instant runStart) {
        Map<String, CollectionMapper> mappers = new HashMap<>();
        mapping.forEach((name, options) ->
                mappers.put(name, new CollectionMapper(options, isMentioned(mapping, name, options), runStart)));
        return Collections.unmodifiableMap(mappers);
    }

    /** A reference whose collection depends on the record may lead to any. */
    private static boolean isMentioned(
            Map<String, CollectionMapping> mapping, String collection, CollectionMapping options) {
        return options.mentionsItself()
                || mapping.values().stream()
                        .flatMap(other -> other.related().entrySet().stream()
                                .filter(related -> other.mentions(related.getKey()))
                                .flatMap(related ->
                                        Stream.ofNullable(related.getValue().collection())))
                        .anyMatch(named -> named.indexOf('{') >= 0
                                || named.equals(collection)
                                || (collection.equals(OTHERS) && !mapping.containsKey(named)));
    }

    /** A collection without a mapping may be in the graph from an earlier run; one that makes no entity never will. */
    private void checkReferences() {
        mapping.forEach((name, options) -> options.related().forEach((localName, related) -> {
            CollectionMapping target = mapping.get(String.valueOf(related.collection()));
            if (target != null && target.entity() == null) {
                throw new MigratorException(
                        MigratorException.Fault.CONFIGURATION,
                        "mapping.%s.related.%s points to the records of '%s', which become no entity; add mapping.%s.entity"
                                .formatted(name, localName, related.collection(), related.collection()));
            }
        }));
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        mappers = compile(mapping, runStart);
    }
}
