package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.weaviate.api.ClassSchema;
import dev.graphiti.migrator.source.weaviate.api.SourceGoneException;
import dev.graphiti.migrator.source.weaviate.api.Tenant;
import dev.graphiti.migrator.source.weaviate.api.UnreadableObjectException;
import dev.graphiti.migrator.source.weaviate.api.WeaviateApi;
import dev.graphiti.migrator.source.weaviate.api.WeaviateObject;
import dev.graphiti.migrator.source.weaviate.object.Blobs;
import dev.graphiti.migrator.source.weaviate.object.ClassLookup;
import dev.graphiti.migrator.source.weaviate.object.ObjectFields;
import dev.graphiti.migrator.source.weaviate.object.PropertyReader;
import dev.graphiti.migrator.source.weaviate.object.References;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes records by the schema of a class, and looks it up again when an object does not fit it: what was added is taken
 * in, and any other change ends the reading.
 */
final class SchemaTracker {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaTracker.class);

    private final WeaviateApi api;
    private final WeaviateSplit split;
    private final WeaviateSourceOptions options;
    /** Properties that no state of the schema knows; looking again for each object would help nobody. */
    private final Set<String> unknown = new HashSet<>();

    private ClassSchema schema;
    private ObjectFields fields;

    SchemaTracker(WeaviateApi api, WeaviateSplit split, WeaviateSourceOptions options) {
        this.api = api;
        this.split = split;
        this.options = options;
        schema = split.schema();
        fields = fields(schema);
    }

    private ObjectFields fields(ClassSchema known) {
        References references = new References(new ClassLookup(api, split.tenant()), split.names());
        PropertyReader properties = new PropertyReader(references, options.blobs() == Blobs.KEEP);
        return new ObjectFields(known, split.tenant(), options.vectorOf(split.collection()), properties);
    }

    Fields fields(WeaviateObject object) throws UnreadableObjectException, IOException, SourceGoneException {
        if (hasNews(object)) {
            refresh();
            object.properties().keySet().stream()
                    .filter(name -> !schema.properties().containsKey(name))
                    .forEach(unknown::add);
        }
        try {
            return fields.of(object);
        } catch (UnreadableObjectException e) {
            refresh();
            return fields.of(object);
        }
    }

    private boolean hasNews(WeaviateObject object) {
        for (String name : object.properties().keySet()) {
            if (!schema.properties().containsKey(name) && !unknown.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Looks at the class as it is now. */
    void refresh() throws IOException, SourceGoneException {
        String name = schema.name();
        ClassSchema now =
                api.find(name).orElseThrow(() -> SourceGoneException.forGood("class %s was deleted".formatted(name)));
        String difference = schema.differenceIn(now);
        if (difference != null) {
            throw SourceGoneException.forGood("class %s has changed (%s)".formatted(name, difference));
        }
        if (!schema.equals(now)) {
            LOG.info("Class {} has more properties or vectors than when the run was planned; they are read too", name);
            schema = now;
            fields = fields(now);
        }
    }

    /** The same, and at the tenant. */
    void checkPresence() throws IOException, SourceGoneException {
        refresh();
        if (!split.tenant().isEmpty()) {
            Tenant tenant = api.tenants(schema.name()).stream()
                    .filter(each -> each.name().equals(split.tenant()))
                    .findFirst()
                    .orElseThrow(() -> SourceGoneException.forGood(split.words() + " was deleted"));
            if (!tenant.isActive()) {
                throw SourceGoneException.forNow("%s became %s".formatted(split.words(), tenant.status()));
            }
        }
    }
}
