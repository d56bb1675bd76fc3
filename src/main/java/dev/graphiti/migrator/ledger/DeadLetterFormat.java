package dev.graphiti.migrator.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.ledger.json.JsonLine;
import dev.graphiti.migrator.ledger.json.RowFormat;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.DeadLetter.Kept.Form;
import dev.graphiti.migrator.model.RecordOrigin;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code dead-letters/}. The origin's parts are beside the others. What is kept is under the key {@code record},
 * {@code text}, {@code base64} or {@code excerpt}, whichever is there; {@code kept} names it for those who count.
 */
public enum DeadLetterFormat implements RowFormat<DeadLetter> {
    INSTANCE;

    private static final int VERSION = 1;
    private static final String EXCERPT = "excerpt";

    @Override
    public void write(DeadLetter letter, JsonLine line) {
        RecordOrigin origin = letter.origin();
        line.number("version", VERSION)
                .text("id", letter.id())
                .text("stage", letter.stage())
                .text("kind", letter.kind())
                .text("uuid", letter.uuid())
                .text("reason", letter.reason())
                .text("message", letter.message())
                .text("system", origin.system())
                .text("collection", origin.collection())
                .text("record_id", origin.id())
                .text("split", origin.split())
                .text("position", origin.position());
        if (origin.resume() != null) {
            line.text("resume", origin.resume());
        }
        line.number("attempts", letter.attempts());
        if (letter.firstFailedAt() != null) {
            line.text("first_failed_at", letter.firstFailedAt().toString());
        }
        write(letter.kept(), line.text("kept", word(letter.kept().form())));
    }

    private static void write(Kept kept, JsonLine line) {
        switch (kept.form()) {
            case RECORD -> line.json(word(kept.form()), kept.content());
            case TEXT, BASE64 -> line.text(word(kept.form()), kept.content());
            case POINTER -> line.text(EXCERPT, kept.content());
        }
    }

    private static String word(Form form) {
        return form.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public DeadLetter read(JsonNode json) {
        if (RowFormat.number(json, "version") != VERSION) {
            throw new IllegalArgumentException("its version is not " + VERSION);
        }
        RecordOrigin origin = new RecordOrigin(
                RowFormat.text(json, "system"),
                RowFormat.text(json, "collection"),
                RowFormat.text(json, "record_id"),
                RowFormat.text(json, "split"),
                RowFormat.text(json, "position"),
                json.has("resume") ? RowFormat.text(json, "resume") : null);
        return new DeadLetter(
                RowFormat.text(json, "id"),
                RowFormat.text(json, "stage"),
                RowFormat.text(json, "kind"),
                RowFormat.text(json, "uuid"),
                RowFormat.text(json, "reason"),
                RowFormat.text(json, "message"),
                origin,
                kept(json),
                Math.toIntExact(RowFormat.number(json, "attempts")),
                firstFailedAt(json));
    }

    /** By the key that is there: whoever replaces a damaged text by a record has no second place to change. */
    private static Kept kept(JsonNode json) {
        if (json.has(word(Form.RECORD))) {
            return new Kept(Form.RECORD, RowFormat.json(json, word(Form.RECORD)));
        }
        for (Form form : new Form[] {Form.TEXT, Form.BASE64}) {
            if (json.has(word(form))) {
                return new Kept(form, RowFormat.text(json, word(form)));
            }
        }
        return new Kept(Form.POINTER, RowFormat.text(json, EXCERPT));
    }

    private static @Nullable Instant firstFailedAt(JsonNode json) {
        if (!json.has("first_failed_at")) {
            return null;
        }
        try {
            return Instant.parse(RowFormat.text(json, "first_failed_at"));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("its 'first_failed_at' is not a time", e);
        }
    }
}
