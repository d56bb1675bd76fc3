package dev.graphiti.migrator.flink;

import dev.graphiti.migrator.model.GraphElement;
import dev.graphiti.migrator.model.MappedRecord;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.TypeExtractor;

/**
 * Makes Flink use {@link RecordSerializer} for the records of the model that Flink has no serializer for: a list of
 * elements of several kinds would fall to Kryo. The model cannot carry Flink's annotation, because it knows the JDK only.
 */
public final class WireTypes {
    static {
        register(MappedRecord.class);
        register(GraphElement.class);
    }

    private static void register(Class<?> type) {
        if (TypeExtractor.getTypeInfoFactory((Type) type) == null) {
            TypeExtractor.registerFactory(type, Factory.class);
        }
    }

    private WireTypes() {}

    /**
     * The type of what travels or is kept in state. To be used instead of Flink's own method: in a TaskManager nothing else
     * has made these serializers known, and its state would differ from that of the job graph.
     */
    public static <T> TypeInformation<T> of(Class<T> type) {
        return TypeInformation.of(type);
    }

    /** Flink builds it by name. */
    public static final class Factory extends TypeInfoFactory<Object> {
        @Override
        @SuppressWarnings("unchecked") // Only classes are registered.
        public TypeInformation<Object> createTypeInfo(Type type, Map<String, TypeInformation<?>> parameters) {
            return new SingletonTypeInfo<>((Class<Object>) type, RecordSerializer.of((Class<Object>) type));
        }
    }
}
