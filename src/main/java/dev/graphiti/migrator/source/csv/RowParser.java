package dev.graphiti.migrator.source.csv;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.graphiti.migrator.source.stored.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes values of the bytes of one row. Used by one thread. */
final class RowParser {
    private static final Pattern JACKSON_ASIDES = Pattern.compile("\\s+at \\[Source.*", Pattern.DOTALL);

    private final CsvFactory factory;
    private final CsvSchema schema;
    private final Set<String> nullValues;
    private final String charset;

    /** @param charset the one in which the rows were before they became UTF-8 */
    RowParser(Dialect dialect, List<String> nullValues, int maxRecordBytes, String charset) {
        this.factory = CsvFactory.builder()
                .enable(CsvParser.Feature.EMPTY_UNQUOTED_STRING_AS_NULL)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(maxRecordBytes)
                        .build())
                .build();
        this.schema =
                CsvSchema.emptySchema().withColumnSeparator(dialect.delimiter()).withQuoteChar(dialect.quote());
        this.nullValues = Set.copyOf(nullValues);
        this.charset = charset;
    }

    /**
     * A row.
     *
     * @param values null for those that are absent
     * @param damage why there are none; null for a sound row
     */
    record Row(List<@Nullable String> values, @Nullable String damage) {}

    Row parse(byte[] bytes, int from, int to) {
        int wrong = Bytes.notUtf8(bytes, from, to);
        if (wrong >= 0) {
            String hint = charset.equals(StandardCharsets.UTF_8.name()) ? "; set charset if the file has another" : "";
            return new Row(
                    List.of(), Bytes.notText("row", charset, bytes[wrong], "at its byte " + (wrong - from + 1)) + hint);
        }
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        List<@Nullable String> values = new ArrayList<>();
        try (CsvParser row = factory.createParser(text)) {
            row.setSchema(schema);
            row.nextToken();
            for (JsonToken token = row.nextToken(); token != JsonToken.END_ARRAY; token = row.nextToken()) {
                values.add(token == JsonToken.VALUE_NULL ? null : value(row.getText()));
            }
            return new Row(values, null);
        } catch (JacksonException e) {
            return new Row(List.of(), damage(e, values.size() + 1));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen when reading from memory", e);
        }
    }

    private @Nullable String value(String text) {
        return nullValues.contains(text) ? null : text;
    }

    private static String damage(JacksonException e, int value) {
        String reason = JACKSON_ASIDES.matcher(e.getOriginalMessage()).replaceAll("");
        return reason.startsWith("Unexpected character")
                ? "row has text after the closing quote of value " + value
                : "row cannot be read at value %d: %s".formatted(value, reason);
    }
}
