package dev.graphiti.migrator.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.FieldsJson;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a dead letter keeps of a record that was read, and the record that is made of it again. */
public final class KeptRecord {
    private static final String ID = "id";
    private static final String FIELDS = "fields";
    private static final String ABOUT = "about";
    private static final String DELETES = "deletes";
    private static final String RESULT = "result";

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private KeptRecord() {}

    /**
     * The record as it came, damaged or not, without what a join has added to it.
     *
     * @param limit of what is kept in bytes of UTF-8; of a longer record only its position is kept
     */
    public static Kept of(SourceRecord record, long limit) {
        if (record.damage() != null) {
            return Objects.requireNonNullElse(record.raw(), Kept.NOTHING).within(limit);
        }
        Bounded text = new Bounded(limit);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(record, json);
        } catch (IOException e) {
            // It is too long, or JSON has no form for it.
            return Kept.pointer(text.toString());
        }
        return new Kept(Kept.Form.RECORD, text.toString());
    }

    private static void write(SourceRecord record, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (!record.origin().id().isEmpty()) {
            json.writeStringField(ID, record.origin().id());
        }
        json.writeFieldName(FIELDS);
        FieldsJson.write(asItCame(record.fields()), json);
        if (!record.about().root().isEmpty()) {
            json.writeFieldName(ABOUT);
            FieldsJson.write(record.about(), json);
        }
        if (record.deletes()) {
            json.writeBooleanField(DELETES, true);
        }
        if (record.result() != SourceRecord.NO_RESULT) {
            json.writeNumberField(RESULT, record.result());
        }
        json.writeEndObject();
    }

    private static Fields asItCame(Fields fields) {
        if (!fields.root().containsKey(References.ANSWERS)) {
            return fields;
        }
        Map<String, @Nullable Object> root = new LinkedHashMap<>(fields.root());
        root.remove(References.ANSWERS);
        return new Fields(root);
    }

    /**
     * The record of a letter that keeps it whole, as the source returned it; its {@code next} and {@code progress} are those
     * of no split. Empty where the letter points to the source.
     *
     * @throws IllegalArgumentException where its JSON is not that of a record, which can be after it was edited
     */
    public static Optional<SourceRecord> of(DeadLetter letter) {
        Kept kept = letter.kept();
        return switch (kept.form()) {
            case RECORD -> Optional.of(sound(letter));
            case TEXT, BASE64 ->
                Optional.of(SourceRecord.damaged(letter.origin(), SourceSplit.START, 0, letter.message(), kept));
            case POINTER -> Optional.empty();
        };
    }

    private static SourceRecord sound(DeadLetter letter) {
        try (JsonParser json = JSON.createParser(letter.kept().content())) {
            return read(json, letter.origin());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the record of dead letter %s is not JSON: %s".formatted(letter.id(), e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the record of dead letter %s%s".formatted(letter.id(), e.getMessage()), e);
        }
    }

    private static SourceRecord read(JsonParser json, RecordOrigin origin) throws IOException {
        String id = "";
        Fields fields = null;
        Fields about = Fields.EMPTY;
        boolean deletes = false;
        int result = SourceRecord.NO_RESULT;
        json.nextToken();
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            switch (key) {
                case ID -> id = json.getText();
                case FIELDS -> fields = fields(json);
                case ABOUT -> about = fields(json);
                case DELETES -> {
                    require(token.isBoolean(), ": 'deletes' must be true or false");
                    deletes = json.getBooleanValue();
                }
                case RESULT -> {
                    require(token == JsonToken.VALUE_NUMBER_INT, ": 'result' must be a number");
                    result = json.getIntValue();
                }
                default -> require(false, " has the unknown key '" + key + "'");
            }
        }
        require(fields != null, " is not a JSON object with 'fields'");
        SourceRecord record = SourceRecord.sound(
                        origin.withId(id), SourceSplit.START, 0, Objects.requireNonNull(fields))
                .withAbout(about)
                .asResult(result);
        return deletes ? record.deleting() : record;
    }

    private static Fields fields(JsonParser json) throws IOException {
        try {
            return FieldsJson.read(json);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(": " + e.getMessage(), e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Takes a text as long as it is short enough, in bytes of UTF-8. */
    private static final class Bounded extends Writer {
        private final long limit;
        private final StringBuilder text = new StringBuilder();
        private long bytes;

        Bounded(long limit) {
            this.limit = limit;
        }

        @Override
        public void write(char[] buffer, int from, int length) throws IOException {
            for (int i = from; i < from + length; i++) {
                char c = buffer[i];
                bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
            text.append(buffer, from, length);
            if (bytes > limit) {
                throw new IOException("it is longer than " + limit);
            }
        }

        @Override
        public void flush() {
            // It is in memory.
        }

        @Override
        public void close() {
            // Nothing is open.
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
