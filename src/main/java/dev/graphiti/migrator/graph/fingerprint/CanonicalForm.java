package dev.graphiti.migrator.graph.fingerprint;

import dev.graphiti.migrator.graph.read.StoredElement;
import dev.graphiti.migrator.graph.read.StoredElement.Ends;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.types.Float32Vector;
import org.neo4j.driver.types.Float64Vector;
import org.neo4j.driver.types.Int16Vector;
import org.neo4j.driver.types.Int32Vector;
import org.neo4j.driver.types.Int64Vector;
import org.neo4j.driver.types.Int8Vector;
import org.neo4j.driver.types.IsoDuration;
import org.neo4j.driver.types.Point;
import org.neo4j.driver.types.Vector;

/**
 * The bytes of an element that are hashed. This is a format: fingerprints are kept and compared with later ones. Any
 * change of it needs another {@link #VERSION}. {@code docs/decisions/0012-fingerprint.md} has the reasons.
 *
 * <p>Numbers are big-endian. An <i>int</i> has 4 bytes, a <i>long</i> 8. A <i>text</i> is an int, the number of its
 * bytes, and the bytes in UTF-8 (half of a surrogate pair is {@code ?}, as the driver sends it). A <i>list of</i>
 * something is an int, their number, and each of them. The form is:
 *
 * <ol>
 *   <li>one byte, {@link #VERSION}
 *   <li>text: the kind, which is the label or the type in Neo4j
 *   <li>list of texts: the other labels of a node, in the order of {@link String#compareTo}; an empty list for a
 *       relationship
 *   <li>list of values: none for a node; for a relationship the uuids of the nodes where it starts and where it ends
 *   <li>list of properties: a text, the name, and a value; in the order of the names by {@link String#compareTo}
 * </ol>
 *
 * A <i>value</i> is one byte, its type, and:
 *
 * <pre>
 * N  nothing: an end without a uuid
 * B  boolean         one byte, 1 or 0
 * I  integer         long
 * F  float           long: the bits by IEEE 754; -0.0 is not 0.0, and all NaN are 7ff8000000000000
 * S  string          text
 * X  byte array      int, the number of bytes; the bytes
 * L  list            list of values, in its order
 * D  date            long: days since 1970-01-01
 * T  local time      long: nanoseconds since midnight
 * O  time            long: nanoseconds since midnight; int: seconds of the offset from UTC
 * M  local datetime  long: seconds since 1970-01-01T00:00; int: nanoseconds
 * Z  datetime        long: seconds since 1970-01-01T00:00Z; int: nanoseconds; text: the zone, Z, +02:00 or Europe/Berlin
 * P  duration        long: months; long: days; long: seconds; int: nanoseconds
 * G  point           int: SRID; list of values: the two or three coordinates
 * V  vector          text: int8, int16, int32, int64, float32 or float64; list of values
 * </pre>
 *
 * Integers and floats of fewer bits are hashed as those of 64, as the server sends them; so are the float arrays that
 * Graphiti's vectors are. A datetime with a named zone does not depend on the rules of the zone, which change.
 */
final class CanonicalForm {
    static final byte VERSION = 1;

    /** Coordinate reference systems with three dimensions: WGS 84 and Cartesian. */
    private static final List<Integer> THREE_DIMENSIONS = List.of(4979, 9157);

    /**
     * What Graphiti leaves alone when it uses an element: its identity and what it says. Summaries, labels, attributes,
     * vectors, lists and the end of validity change by use.
     */
    private static final Set<String> FIXED = Set.of("uuid", "group_id", "created_at", "name", "content", "fact");

    /** Where the fixed properties of the last element begin and end. */
    private final int[] fixed = new int[2 * FIXED.size()];

    private int fixedBounds;
    private ByteBuffer other = ByteBuffer.allocate(8192);
    private ByteBuffer form = ByteBuffer.allocate(8192);

    /** The form of an element, until the next is asked for. */
    ByteBuffer of(StoredElement element) {
        start(element, element.labels());
        integer(element.properties().size());
        element.properties().forEach(this::property);
        return form.flip();
    }

    /** The form of the last element without all that Graphiti may change. Ends the form of the whole element. */
    ByteBuffer fixedPart(StoredElement element) {
        byte[] whole = form.array();
        int[] bounds = Arrays.copyOf(fixed, fixedBounds);
        // The properties are the same bytes in both forms, and encoding long texts again would cost more than copying
        // them.
        form = other;
        other = ByteBuffer.wrap(whole);
        start(element, List.of());
        integer(bounds.length / 2);
        for (int i = 0; i < bounds.length; i += 2) {
            int length = bounds[i + 1] - bounds[i];
            room(length).put(whole, bounds[i], length);
        }
        return form.flip();
    }

    private void start(StoredElement element, List<String> labels) {
        form.clear();
        fixedBounds = 0;
        room(1).put(VERSION);
        text(element.kind().graphName());
        integer(labels.size());
        labels.forEach(this::text);
        ends(element.ends());
    }

    private void property(String name, Object value) {
        int from = form.position();
        text(name);
        value(value);
        if (FIXED.contains(name)) {
            fixed[fixedBounds++] = from;
            fixed[fixedBounds++] = form.position();
        }
    }

    private void ends(@Nullable Ends ends) {
        integer(ends == null ? 0 : 2);
        if (ends != null) {
            value(ends.source());
            value(ends.target());
        }
    }

    private void value(@Nullable Object value) {
        if (value == null) {
            type('N');
        } else if (value instanceof String text) {
            type('S').text(text);
        } else if (value instanceof Double || value instanceof Float) {
            real(((Number) value).doubleValue());
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            type('I').number(((Number) value).longValue());
        } else if (value instanceof Boolean bool) {
            type('B').room(1).put((byte) (bool ? 1 : 0));
        } else if (value instanceof Collection<?> list) {
            type('L').integer(list.size());
            list.forEach(this::value);
        } else if (value instanceof byte[] bytes) {
            type('X').bytes(bytes);
        } else if (value.getClass().isArray()) {
            type('L').items(value);
        } else {
            rare(value);
        }
    }

    private void rare(Object value) {
        if (value instanceof Point point) {
            type('G').integer(point.srid());
            items(
                    THREE_DIMENSIONS.contains(point.srid())
                            ? new double[] {point.x(), point.y(), point.z()}
                            : new double[] {point.x(), point.y()});
        } else if (value instanceof IsoDuration duration) {
            type('P').number(duration.months());
            number(duration.days());
            number(duration.seconds());
            integer(duration.nanoseconds());
        } else if (value instanceof Vector vector) {
            vector(vector);
        } else {
            temporal(value);
        }
    }

    private void temporal(Object value) {
        if (value instanceof ZonedDateTime time) {
            type('Z').moment(time.toEpochSecond(), time.getNano());
            text(time.getZone().getId());
        } else if (value instanceof OffsetDateTime time) {
            temporal(time.toZonedDateTime());
        } else if (value instanceof LocalDateTime time) {
            type('M').moment(time.toEpochSecond(ZoneOffset.UTC), time.get(ChronoField.NANO_OF_SECOND));
        } else if (value instanceof LocalDate date) {
            type('D').number(date.toEpochDay());
        } else if (value instanceof OffsetTime time) {
            type('O').number(time.toLocalTime().toNanoOfDay());
            integer(time.getOffset().getTotalSeconds());
        } else if (value instanceof LocalTime time) {
            type('T').number(time.toNanoOfDay());
        } else {
            throw new IllegalArgumentException("a " + value.getClass().getName() + " has no canonical form");
        }
    }

    private void vector(Vector vector) {
        type('V');
        if (vector instanceof Float32Vector floats) {
            text("float32");
            items(floats.toArray());
        } else if (vector instanceof Float64Vector doubles) {
            text("float64");
            items(doubles.toArray());
        } else if (vector instanceof Int8Vector bytes) {
            text("int8");
            items(bytes.toArray());
        } else if (vector instanceof Int16Vector shorts) {
            text("int16");
            items(shorts.toArray());
        } else if (vector instanceof Int32Vector integers) {
            text("int32");
            items(integers.toArray());
        } else {
            text("int64");
            items(((Int64Vector) vector).toArray());
        }
    }

    private void items(Object array) {
        if (array instanceof float[] floats) {
            integer(floats.length);
            for (float each : floats) {
                real(each);
            }
            return;
        }
        int length = Array.getLength(array);
        integer(length);
        for (int i = 0; i < length; i++) {
            value(Array.get(array, i));
        }
    }

    private void real(double number) {
        room(1 + Double.BYTES).put((byte) 'F').putLong(Double.doubleToLongBits(number));
    }

    private void moment(long seconds, int nanoseconds) {
        number(seconds);
        integer(nanoseconds);
    }

    private CanonicalForm type(char type) {
        room(1).put((byte) type);
        return this;
    }

    private void text(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] bytes) {
        integer(bytes.length);
        room(bytes.length).put(bytes);
    }

    private void integer(int number) {
        room(Integer.BYTES).putInt(number);
    }

    private void number(long number) {
        room(Long.BYTES).putLong(number);
    }

    private ByteBuffer room(int bytes) {
        if (form.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * form.capacity(), form.position() + bytes));
            form = larger.put(form.flip());
        }
        return form;
    }
}
