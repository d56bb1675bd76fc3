package dev.graphiti.migrator.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value that is one text in YAML.
 *
 * @param word what the reference page calls it
 * @param bare whether it is a number or a boolean, which quotes would turn into a text
 * @param schema the JSON Schema of a value in which no variable stands
 * @param parser fails with any unchecked exception on a text that is none
 * @param writer what to hand to a YAML or JSON writer
 */
record Scalar(
        String word,
        String expects,
        boolean bare,
        Map<String, Object> schema,
        Function<String, Object> parser,
        Function<Object, Object> writer)
        implements ValueType {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    /** YAML's plain numbers and booleans are taken as texts too, so that a version or a password needs no quotes. */
    private static final Map<String, Object> ANY_TEXT = Map.of("type", List.of("string", "number", "boolean"));

    private static final Map<Class<?>, Scalar> KNOWN = known();

    private static Map<Class<?>, Scalar> known() {
        Map<Class<?>, Scalar> known = new LinkedHashMap<>();
        known.put(String.class, text("text", "a text", ANY_TEXT, text -> text));
        known.put(Secret.class, text("secret", "a secret", ANY_TEXT, Secret::new));
        known.put(Duration.class, duration());
        known.put(
                ByteSize.class,
                text("size", "a size such as 64mb or 512 kb", pattern(ByteSize.PATTERN), ByteSize::parse));
        known.put(Instant.class, instant());
        known.put(int.class, wholeInt());
        known.put(long.class, bare("whole number", "a whole number", Map.of("type", "integer"), Scalar::wholeLong));
        known.put(double.class, bare("number", "a number", Map.of("type", "number"), Scalar::number));
        known.put(boolean.class, bare("boolean", "true or false", Map.of("type", "boolean"), Scalar::truth));
        known.put(Integer.class, known.get(int.class));
        known.put(Long.class, known.get(long.class));
        known.put(Double.class, known.get(double.class));
        known.put(Boolean.class, known.get(boolean.class));
        return known;
    }

    /** The scalar that a Java type is written as, or null if it is none. */
    static @Nullable Scalar of(Class<?> type) {
        return type.isEnum() ? choice(type) : KNOWN.get(type);
    }

    /** Whether of two values one is the greater. */
    boolean isOrdered() {
        return bare ? !word.equals("boolean") : word.equals("duration") || word.equals("size");
    }

    /** Whether every text is a value, so that one with a variable is nothing special. */
    boolean isAnyText() {
        return schema == ANY_TEXT;
    }

    /** The value, or null if the text is not one. */
    @Nullable
    Object parse(String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return null; // the caller knows where the text stands, and says so
        }
    }

    private static Scalar text(
            String word, String expects, Map<String, Object> schema, Function<String, Object> parser) {
        return new Scalar(word, expects, false, schema, parser, Object::toString);
    }

    private static Scalar bare(
            String word, String expects, Map<String, Object> schema, Function<String, Object> parser) {
        return new Scalar(word, expects, true, schema, parser, value -> value);
    }

    private static Scalar duration() {
        String expects = "a duration such as 30s, 5 min, 500ms or PT5S";
        Function<Object, Object> writer = value -> Durations.write((Duration) value);
        return new Scalar("duration", expects, false, pattern(Durations.PATTERN), Durations::parse, writer);
    }

    private static Scalar instant() {
        String form = "^[-+]?[0-9]{4,10}-[0-9]{2}-[0-9]{2}[tT][0-9]{2}:[0-9]{2}(:[0-9]{2})?.*$";
        return text("time", "a time such as 2024-05-01T00:00:00Z", pattern(form), Instant::parse);
    }

    private static Scalar wholeInt() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "integer");
        schema.put("minimum", Integer.MIN_VALUE);
        schema.put("maximum", Integer.MAX_VALUE);
        String expects = "a whole number up to " + Integer.MAX_VALUE;
        return bare("whole number", expects, schema, text -> Math.toIntExact(wholeLong(text)));
    }

    private static Scalar choice(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(kebab((Enum<?>) constant), constant);
        }
        return named(constants);
    }

    /** One of some values by its name. */
    static Scalar named(Map<String, ?> values) {
        List<String> names = List.copyOf(values.keySet());
        Function<String, Object> parser = text -> {
            Object value = values.get(text);
            if (value == null) {
                throw new IllegalArgumentException(text);
            }
            return value;
        };
        String word = names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        String expects = "one of " + String.join(", ", names);
        return new Scalar(word, expects, false, Map.of("enum", names), parser, value -> kebab((Enum<?>) value));
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> pattern(String pattern) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("pattern", pattern);
        return schema;
    }

    private static long wholeLong(String text) {
        return Long.parseLong(form(WHOLE_NUMBER, text));
    }

    private static double number(String text) {
        double number = Double.parseDouble(form(NUMBER, text));
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    private static boolean truth(String text) {
        if (!Arrays.asList("true", "false").contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    /** Java's own parsers take more than is meant here, such as {@code 1d} or other scripts' digits. */
    private static String form(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
