package dev.graphiti.migrator.source.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Makes up JSON objects and their texts. */
final class JsonTexts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonTexts() {}

    static Arbitrary<List<Map<String, Object>>> objects() {
        return Arbitraries.maps(texts(), values(2)).ofMaxSize(4).list().ofMaxSize(12);
    }

    /** On one line. */
    static String compact(Object value) {
        return write(JSON.writer(), value);
    }

    /** Over many lines. */
    static String pretty(Object value) {
        return write(JSON.writerWithDefaultPrettyPrinter(), value);
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                        Arbitraries.longs().asGeneric(),
                        Arbitraries.doubles().asGeneric(),
                        texts().asGeneric(),
                        Arbitraries.of(true, false).asGeneric())
                .injectNull(0.1);
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Object> lists =
                values(depth - 1).array(Object[].class).ofMaxSize(4).map(JsonTexts::listOf);
        Arbitrary<Object> maps =
                Arbitraries.maps(texts(), values(depth - 1)).ofMaxSize(3).asGeneric();
        return Arbitraries.oneOf(leaves, lists, maps);
    }

    /** Numbers with a decimal among them are read as decimals all. */
    private static Object listOf(Object[] items) {
        List<Object> list = new ArrayList<>(Arrays.asList(items));
        boolean numbers = list.stream()
                .allMatch(item -> item instanceof Double || (item instanceof Long number && isExact(number)));
        if (numbers && list.stream().anyMatch(Double.class::isInstance)) {
            list.replaceAll(item -> ((Number) item).doubleValue());
        }
        return list;
    }

    private static boolean isExact(long number) {
        return Math.abs((double) number) <= 1L << 53;
    }

    /** With brackets, quotes and line ends in them, but no half surrogates, which no UTF-8 can hold. */
    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("{}[]\",:\\\n\r \t").ofMaxLength(6),
                Arbitraries.strings().withChars("aä€Ω").ofMaxLength(6),
                Arbitraries.of("", "😀", "\u0000", "\uFEFF"));
    }
}
