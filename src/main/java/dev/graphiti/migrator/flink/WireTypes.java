package dev.graphiti.migrator.flink;

import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * The types of what travels or is kept in state. A record that consists of what {@link RecordSerializer} writes is written by it,
 * others by Flink's serializers: a list of elements of several kinds would fall to Kryo.
 *
 * <p>Nothing is registered with Flink's {@code TypeExtractor}. Its registry is static and belongs to Flink's class loader, so it
 * would keep the classes of every job that a TaskManager has ever run.
 */
public final class WireTypes {
    private WireTypes() {}

    /** The type of a class. To be used instead of Flink's own method, so that all tasks use the same serializers. */
    public static <T> TypeInformation<T> of(Class<T> type) {
        return RecordSchema.covers(type)
                ? new SingletonTypeInfo<>(type, RecordSerializer.of(type))
                : TypeInformation.of(type);
    }
}
