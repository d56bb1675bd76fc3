package dev.graphiti.migrator.source.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.graphiti.migrator.source.fields.ExactNumber;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.NumberArrayBuilder;
import dev.graphiti.migrator.source.stored.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes fields of the bytes of one record. Integers become {@code Long} and decimals {@code Double}; a number that
 * would lose a digit by that becomes an {@link ExactNumber}. A key that stands twice in an object damages the record, since nobody knows
 * which of the values is meant. Used by one thread.
 */
public final class RecordParser {
    /** No sound record is nested that deeply; reading and writing it again takes stack. */
    private static final int MAX_DEPTH = 500;

    private static final int MAX_KEY = 50_000;
    private static final int MAX_DIGITS = 1_000;
    private static final int SHOWN_KEY = 80;
    /** A double gives back any decimal of 15 digits; its text may have a point besides. */
    private static final int SURELY_EXACT = 16;

    private static final Pattern ALL_ZERO = Pattern.compile("-?[0.]+([eE].*)?");
    private static final Pattern JACKSON_ASIDES = Pattern.compile(
            " ?\\(start marker at \\[[^\\]]*\\]\\)|: enable `JsonReadFeature\\.[^`]*`.*|, from `[^`]*`|\\s+at \\[Source.*");

    private final RecordKind kind;
    private final String charset;
    private final JsonFactory factory;
    private final NumberArrayBuilder numbers = new NumberArrayBuilder();
    /** The record itself: what has been read of it past the parser is blanked here. */
    private byte[] record = new byte[1 << 13];

    private int length;

    public RecordParser(RecordKind kind, int maxRecordBytes) {
        this(kind, maxRecordBytes, StandardCharsets.UTF_8.name());
    }

    /** @param charset the one in which the records were before they became UTF-8 */
    RecordParser(RecordKind kind, int maxRecordBytes, String charset) {
        this.kind = kind;
        this.charset = charset;
        this.factory = JsonFactory.builder()
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                // Keys are shared through the factory's own bounded table; the JVM's would keep whatever a file holds.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                // Else a sound record with unlucky keys would be refused.
                .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(maxRecordBytes)
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNameLength(MAX_KEY)
                        .maxNumberLength(MAX_DIGITS)
                        .build())
                .build();
    }

    /**
     * The fields of the object that stands in this range.
     *
     * @throws DamagedRecordException when it is no single JSON object, or beyond a limit
     */
    public Fields parse(byte[] bytes, int from, int to) throws DamagedRecordException {
        checkEncoding(bytes, from, to);
        copy(bytes, from, to);
        try (JsonParser json = factory.createParser(record, 0, length)) {
            JsonToken first = json.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new DamagedRecordException("a record must be a JSON object, this is " + named(first));
            }
            Fields fields = new Fields(object(json));
            if (json.nextToken() != null) {
                throw new DamagedRecordException("%s has content after its object, %s"
                        .formatted(kind, kind.at(json.currentTokenLocation().getByteOffset())));
            }
            return fields;
        } catch (JacksonException e) {
            throw damaged(e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen when reading from memory", e);
        }
    }

    private void copy(byte[] bytes, int from, int to) {
        length = to - from;
        if (record.length < length) {
            record = new byte[Math.max(length, 2 * record.length)];
        }
        System.arraycopy(bytes, from, record, 0, length);
    }

    private void checkEncoding(byte[] bytes, int from, int to) throws DamagedRecordException {
        int wrong = Bytes.notUtf8(bytes, from, to);
        if (wrong >= 0) {
            throw new DamagedRecordException(
                    Bytes.notText(kind.toString(), charset, bytes[wrong], kind.at(wrong - from)));
        }
        // From a NUL among the first four bytes the parser would take it for UTF-16 or UTF-32.
        for (int i = from; i < Math.min(to, from + 4); i++) {
            if (bytes[i] == 0) {
                throw new DamagedRecordException("%s is not JSON: NUL %s".formatted(kind, kind.at(i - from)));
            }
        }
    }

    private DamagedRecordException damaged(JacksonException e) {
        String reason = JACKSON_ASIDES.matcher(e.getOriginalMessage()).replaceAll("");
        if (e instanceof StreamConstraintsException) {
            return new DamagedRecordException("%s exceeds a limit: %s".formatted(kind, reason));
        }
        return new DamagedRecordException("%s is not JSON: %s %s"
                .formatted(kind, reason, kind.at(e.getLocation().getByteOffset())));
    }

    private Map<String, @Nullable Object> object(JsonParser json) throws IOException, DamagedRecordException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        int keys = 0;
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            map.put(key, value(json, json.nextToken()));
            if (map.size() == keys++) {
                throw new DamagedRecordException("%s contains the key \"%s\" twice in one object"
                        .formatted(kind, key.substring(0, Math.min(key.length(), SHOWN_KEY))));
            }
        }
        return map;
    }

    private @Nullable Object value(JsonParser json, JsonToken token) throws IOException, DamagedRecordException {
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> fitsLong(json) ? (Object) json.getLongValue() : new ExactNumber(json.getText());
            case VALUE_NUMBER_FLOAT -> decimal(json);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Object decimal(JsonParser json) throws IOException {
        double number = json.getDoubleValue();
        String text = json.getText();
        boolean isExact = number == 0
                ? ALL_ZERO.matcher(text).matches()
                : Double.isFinite(number) && (text.length() <= SURELY_EXACT || saysAllOf(number, text));
        return isExact ? (Object) number : new ExactNumber(text);
    }

    /** Whether the text is what one gets who writes the double with as many digits, as some programs do. */
    private static boolean saysAllOf(double number, String text) {
        BigDecimal written = new BigDecimal(text);
        return new BigDecimal(number)
                                .round(new MathContext(written.precision()))
                                .compareTo(written)
                        == 0
                || BigDecimal.valueOf(number).compareTo(written) == 0;
    }

    private static boolean fitsLong(JsonParser json) throws IOException {
        return json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    }

    private List<@Nullable Object> array(JsonParser json) throws IOException, DamagedRecordException {
        numbers.clear();
        int from = Math.toIntExact(json.currentLocation().getByteOffset());
        int end = FastNumberArrayParser.read(record, from, length, numbers);
        if (end >= 0) {
            // The parser reads on behind them; blanks are all that it passes by quickly.
            Arrays.fill(record, from, end, (byte) ' ');
            json.nextToken();
            return numbers.finish();
        }
        return itemByItem(json);
    }

    private List<@Nullable Object> itemByItem(JsonParser json) throws IOException, DamagedRecordException {
        numbers.clear();
        Map<Integer, ExactNumber> exact = new HashMap<>();
        JsonToken token = json.nextToken();
        for (int i = 0; gathered(json, token); i++) {
            if (token == JsonToken.VALUE_NUMBER_FLOAT && decimal(json) instanceof ExactNumber number) {
                exact.put(i, number);
            }
            token = json.nextToken();
        }
        if (token == JsonToken.END_ARRAY) {
            return numbers.finish();
        }
        List<@Nullable Object> list = new ArrayList<>(numbers.toList());
        // Of a list that is not of numbers alone, no number needs to lose a digit, wherever it stands.
        exact.forEach(list::set);
        while (token != JsonToken.END_ARRAY) {
            list.add(value(json, token));
            token = json.nextToken();
        }
        return list;
    }

    /** Adds the token to the numbers, where it is a plain one. */
    private boolean gathered(JsonParser json, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            double number = json.getDoubleValue();
            if (Double.isFinite(number)) {
                numbers.add(number);
                return true;
            }
        } else if (token == JsonToken.VALUE_NUMBER_INT && fitsLong(json)) {
            numbers.add(json.getLongValue());
            return true;
        }
        return false;
    }

    private static String named(@Nullable JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            default -> token.toString();
        };
    }
}
