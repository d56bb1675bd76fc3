package dev.graphiti.migrator.source.weaviate;

import dev.graphiti.migrator.client.HttpFailure;
import dev.graphiti.migrator.client.HttpFailure.Kind;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.weaviate.api.SourceGoneException;
import dev.graphiti.migrator.source.weaviate.api.UnreadableObjectException;
import dev.graphiti.migrator.source.weaviate.api.WeaviateApi;
import dev.graphiti.migrator.source.weaviate.api.WeaviateObject;
import dev.graphiti.migrator.source.weaviate.object.RawObject;
import dev.graphiti.migrator.source.weaviate.range.RangeCursor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects of a split. When their class or tenant goes away meanwhile, what was read stays, and the rest becomes
 * one dead letter: a job that failed instead would lose records that are on their way and cannot be read again.
 */
public final class ObjectReader implements RecordReader {
    public static final String SYSTEM = "weaviate";

    private final SourceSplit split;
    private final WeaviateSplit spec;
    private final SchemaTracker schema;
    private final RangeCursor cursor;
    private final boolean failsOnInactive;
    private final Queue<WeaviateObject> page = new ArrayDeque<>();
    private SplitPosition position;
    private boolean checked;
    private boolean ended;

    ObjectReader(SourceSplit split, SplitPosition position, WeaviateApi api, WeaviateSourceOptions options) {
        this.split = split;
        this.spec = WeaviateSplit.parse(split.spec());
        this.position = position;
        schema = new SchemaTracker(api, spec, options);
        cursor = new RangeCursor(api, spec.scope(), spec.uuidRange(), position.last()).ask(options.pageSize());
        failsOnInactive = options.inactiveTenants() == InactiveTenants.FAIL;
    }

    @Override
    public boolean isReady() {
        return ended || !page.isEmpty() || cursor.isReady();
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        try {
            if (!checked) {
                schema.refresh();
                checked = true;
            }
            while (!ended && page.isEmpty()) {
                page.addAll(cursor.next());
                ended = cursor.isDone();
            }
            WeaviateObject object = page.poll();
            return object == null ? null : record(object);
        } catch (HttpFailure e) {
            return refused(e);
        } catch (SourceGoneException e) {
            return end(e);
        }
    }

    private SourceRecord record(WeaviateObject object) throws IOException, SourceGoneException {
        SplitPosition behind = position.behind(object.id());
        RecordOrigin origin =
                new RecordOrigin(SYSTEM, split.collection(), object.id(), split.id(), "object " + behind.emitted());
        SourceRecord record;
        try {
            record = SourceRecord.sound(origin, behind.toString(), behind.emitted(), schema.fields(object));
        } catch (UnreadableObjectException e) {
            record = SourceRecord.damaged(
                    origin,
                    behind.toString(),
                    behind.emitted(),
                    "an object of %s cannot be read: %s; correct it in Weaviate"
                            .formatted(spec.words(), e.getMessage()),
                    Kept.pointer(RawObject.text(object)));
        }
        position = behind;
        return record;
    }

    /** What is deleted answers with one of many statuses, so the schema is asked what has happened. */
    private SourceRecord refused(HttpFailure failure) throws IOException {
        if (failure.kind() == Kind.NOT_FOUND || failure.kind() == Kind.REFUSED) {
            try {
                schema.checkPresence();
            } catch (SourceGoneException e) {
                return end(e);
            } catch (HttpFailure e) {
                throw new MigratorException(Fault.SOURCE, e.sentence(), e);
            }
        }
        throw new MigratorException(Fault.SOURCE, failure.sentence(), failure);
    }

    private SourceRecord end(SourceGoneException absence) {
        if (absence.mayComeBack() && failsOnInactive) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "%s while it was read; activate it and resume from the last checkpoint".formatted(absence.reason()),
                    absence);
        }
        ended = true;
        page.clear();
        return SourceRecord.damaged(
                new RecordOrigin(SYSTEM, split.collection(), "", split.id(), "after object " + position.emitted()),
                SplitPosition.END,
                split.size(),
                "%s while it was read; the %d objects of split %s that were read before are kept, the rest of it is missing"
                        .formatted(absence.reason(), position.emitted(), split.id()),
                Kept.NOTHING);
    }

    @Override
    public void close() {
        ended = true;
        page.clear();
    }
}
