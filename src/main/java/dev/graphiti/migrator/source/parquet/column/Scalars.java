package dev.graphiti.migrator.source.parquet.column;

import dev.graphiti.migrator.source.fields.ExactNumber;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.BsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** Makes the converters of columns that hold one value: by what the file says the value means. */
record Scalars(ValueSink sink, BinaryForm form, DamagedColumn column) {
    PrimitiveConverter converter(PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN, FLOAT, DOUBLE -> new NumberConverter(sink);
            case INT32, INT64 -> integers(type);
            case INT96 -> decoded(Times::ofInt96);
            case BINARY, FIXED_LEN_BYTE_ARRAY -> binaries(type);
        };
    }

    private PrimitiveConverter integers(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (meaning instanceof DateLogicalTypeAnnotation) {
            return decodedLong(Times::ofDay);
        }
        if (meaning instanceof TimestampLogicalTypeAnnotation time) {
            return decodedLong(value -> Times.ofTimestamp(value, time.getUnit(), time.isAdjustedToUTC()));
        }
        if (meaning instanceof TimeLogicalTypeAnnotation time) {
            return decodedLong(value -> Times.ofTime(value, time.getUnit()));
        }
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return decodedLong(value -> Decimals.of(value, decimal.getScale()));
        }
        if (meaning instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
            boolean narrow = type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT32;
            return decodedLong(narrow ? value -> value & 0xFFFFFFFFL : Scalars::unsigned);
        }
        return new NumberConverter(sink);
    }

    /** Beyond what a long holds it stays an exact text. */
    private static Object unsigned(long value) {
        return value >= 0 ? (Object) value : new ExactNumber(Long.toUnsignedString(value));
    }

    private PrimitiveConverter binaries(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (meaning instanceof StringLogicalTypeAnnotation
                || meaning instanceof EnumLogicalTypeAnnotation
                || meaning instanceof JsonLogicalTypeAnnotation) {
            return decoded(Binaries::text);
        }
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return decoded(value -> Decimals.of(value, decimal.getScale()));
        }
        if (meaning instanceof UUIDLogicalTypeAnnotation) {
            return decoded(Binaries::uuid);
        }
        if (meaning instanceof Float16LogicalTypeAnnotation) {
            return decoded(Binaries::float16);
        }
        if (meaning instanceof IntervalLogicalTypeAnnotation) {
            return decoded(Times::ofInterval);
        }
        if (meaning instanceof BsonLogicalTypeAnnotation) {
            return decoded(Binaries::base64);
        }
        return decoded(form == BinaryForm.FLOATS ? Binaries::floats : Binaries::textOrBase64);
    }

    private PrimitiveConverter decoded(Function<Binary, Object> decoder) {
        return new BinaryConverter(decoder, sink, column);
    }

    private PrimitiveConverter decodedLong(LongFunction<Object> decoder) {
        return new LongConverter(decoder, sink);
    }

    /** Values that are what they are. */
    private static final class NumberConverter extends PrimitiveConverter {
        private final ValueSink sink;

        private NumberConverter(ValueSink sink) {
            this.sink = sink;
        }

        @Override
        public void addBoolean(boolean value) {
            sink.put(value);
        }

        @Override
        public void addInt(int value) {
            sink.putLong(value);
        }

        @Override
        public void addLong(long value) {
            sink.putLong(value);
        }

        @Override
        public void addFloat(float value) {
            sink.putFloat(value);
        }

        @Override
        public void addDouble(double value) {
            sink.putDouble(value);
        }
    }

    /** Integers that mean something else. */
    private static final class LongConverter extends PrimitiveConverter {
        private final LongFunction<Object> decoder;
        private final ValueSink sink;

        private LongConverter(LongFunction<Object> decoder, ValueSink sink) {
            this.decoder = decoder;
            this.sink = sink;
        }

        @Override
        public void addInt(int value) {
            add(decoder.apply(value));
        }

        @Override
        public void addLong(long value) {
            add(decoder.apply(value));
        }

        private void add(Object value) {
            if (value instanceof Long number) {
                sink.putLong(number);
            } else if (value instanceof Double number) {
                sink.putDouble(number);
            } else {
                sink.put(value);
            }
        }
    }
}
