package dev.graphiti.migrator.mapping.reshape;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.source.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.jspecify.annotations.Nullable;

/** Turns records into others, each by the program of its collection. Used by one thread. */
public final class Reshaper {
    /** The rule by which a record is skipped that has no result. */
    public static final String EMPTY = "reshape-empty";

    private static final String FAILED = "reshape-failed";
    private static final String LIMIT = "reshape-limit";
    private static final String NO_OBJECT = "reshape-no-object";

    private final Function<String, @Nullable JqProgram> programs;

    /** @param programs by collection; null for one whose records stay as they are */
    public Reshaper(Function<String, @Nullable JqProgram> programs) {
        this.programs = programs;
    }

    /** Whether there is a program for the record: not for one that is damaged or skipped, a note, or a result already. */
    public boolean covers(SourceRecord record) {
        return record.damage() == null
                && record.skippedBy() == null
                && record.note() == null
                && record.result() == SourceRecord.NO_RESULT
                && programs.apply(record.origin().collection()) != null;
    }

    /** What becomes of a record that it {@link #covers}. */
    public Reshaped reshape(SourceRecord record) {
        JqProgram program =
                Objects.requireNonNull(programs.apply(record.origin().collection()));
        try {
            return results(record, program.run(JqNodes.node(record.fields()), RecordVariables.of(record, program)));
        } catch (LimitException e) {
            return new Reshaped.Failed(LIMIT, String.valueOf(e.getMessage()));
        } catch (JsonQueryException e) {
            return failed(e.getOriginalMessage());
        } catch (StoppedException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            return new Reshaped.Failed(LIMIT, "the program needs more memory for this record than there is");
        } catch (RuntimeException e) {
            // What the library does not foresee.
            return failed(Objects.toString(e.getMessage(), e.getClass().getSimpleName()));
        }
    }

    private static Reshaped failed(String message) {
        return new Reshaped.Failed(FAILED, "the program failed on this record: " + message);
    }

    private static Reshaped results(SourceRecord record, List<JsonNode> values) {
        List<SourceRecord> results = new ArrayList<>(values.size());
        for (JsonNode value : values) {
            int number = results.size() + 1;
            if (!value.isObject()) {
                return new Reshaped.Failed(
                        NO_OBJECT,
                        "result %d of the program is %s; each result must be an object, such as {value: .}"
                                .formatted(number, words(value)));
            }
            results.add(record.result(number, JqNodes.fields(value)));
        }
        return new Reshaped.Results(results);
    }

    private static String words(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case STRING -> "a text";
            case NUMBER -> "the number " + value.asText();
            case BOOLEAN -> value.asText();
            case NULL -> "null";
            default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
