package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.http.HttpFailure;
import dev.graphiti.migrator.http.HttpFailure.Kind;
import dev.graphiti.migrator.http.Shared;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ranges of a split in turn, a page of each, so that the server works on one while another is being used. When
 * the class or the tenant goes away, what was read stays and the rest becomes one dead letter.
 */
final class ObjectReader implements RecordReader {
    static final String SYSTEM = "weaviate";

    private final SourceSplit split;
    private final WeaviateSplit spec;
    private final WeaviateSourceOptions options;
    private final Shared.Lease<Connection> lease;
    private final WeaviateApi api;
    private final List<RangeCursor> cursors = new ArrayList<>();
    private final Queue<WeaviateObject> page = new ArrayDeque<>();
    private SplitPosition position;
    private int current = -1;
    private boolean ended;
    private @Nullable SchemaWatch watch;

    ObjectReader(SourceSplit split, SplitPosition position, WeaviateSourceOptions options) {
        this.split = split;
        this.spec = WeaviateSplit.parse(split.spec());
        this.position = position;
        this.options = options;
        this.lease = Connection.lease(options);
        this.api = new WeaviateApi(lease.value(), options.base());
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        try {
            SchemaWatch schema = watch == null ? start() : watch;
            while (!ended && page.isEmpty()) {
                turn();
            }
            WeaviateObject object = page.poll();
            return object == null ? null : record(object, schema);
        } catch (HttpFailure e) {
            return refused(e);
        } catch (AbsentException e) {
            return end(e.reason());
        }
    }

    private SchemaWatch start() throws IOException, AbsentException {
        SchemaWatch started = SchemaWatch.start(api, spec, options);
        List<UuidRange> ranges = spec.uuidRanges();
        WeaviateApi.Scope scope = new WeaviateApi.Scope(spec.schema().name(), spec.tenant());
        for (int i = 0; i < ranges.size(); i++) {
            RangeCursor cursor =
                    new RangeCursor(api, scope, ranges.get(i), position.last().get(i));
            cursors.add(cursor.ask(options.pageSize()));
        }
        watch = started;
        return started;
    }

    /** Takes the next page of the next range that has one. */
    private void turn() throws IOException {
        for (int i = 0; i < cursors.size(); i++) {
            current = (current + 1) % cursors.size();
            RangeCursor cursor = cursors.get(current);
            if (!cursor.isDone()) {
                page.addAll(cursor.next());
                return;
            }
        }
        ended = true;
    }

    private SourceRecord record(WeaviateObject object, SchemaWatch schema) throws IOException, AbsentException {
        SplitPosition behind = position.behind(current, object.id());
        RecordOrigin origin = origin(object.id(), behind);
        try {
            SourceRecord record =
                    SourceRecord.sound(origin, behind.toString(), behind.emitted(), schema.fields(object));
            position = behind;
            return record;
        } catch (UnreadableObjectException e) {
            position = behind;
            return SourceRecord.damaged(
                    origin,
                    behind.toString(),
                    behind.emitted(),
                    "object %s of %s cannot be read: %s".formatted(object.id(), spec.words(), e.getMessage()),
                    RawObject.text(object));
        }
    }

    private RecordOrigin origin(String id, SplitPosition behind) {
        return new RecordOrigin(SYSTEM, split.collection(), id, split.id(), "object " + behind.emitted());
    }

    /** Deleted classes and tenants answer with one of many statuses, so the schema is asked what has happened. */
    private SourceRecord refused(HttpFailure failure) throws IOException {
        if (failure.kind() == Kind.NOT_FOUND || failure.kind() == Kind.REFUSED) {
            String reason = new Absence(api, spec).reason();
            if (reason != null) {
                return end(reason);
            }
        }
        throw new MigratorException(Fault.SOURCE, failure.sentence(), failure);
    }

    private SourceRecord end(String reason) {
        boolean mayComeBack = reason.contains(" became ");
        if (mayComeBack && options.inactiveTenants() == InactiveTenants.FAIL) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "%s while it was read; activate it and go on from the last checkpoint".formatted(reason));
        }
        ended = true;
        page.clear();
        return SourceRecord.damaged(
                new RecordOrigin(SYSTEM, split.collection(), "", split.id(), "object " + (position.emitted() + 1)),
                SplitPosition.END,
                split.size(),
                "%s while it was read; %,d objects of this split were read before, the rest of it is missing"
                        .formatted(reason, position.emitted()),
                "");
    }

    @Override
    public void close() {
        Connection.release(lease);
    }
}
