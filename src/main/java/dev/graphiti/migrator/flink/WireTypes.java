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
    private WireTypes() {}

    /**
     * Must be called before the first type of a topology is made, for instance before the source is attached. Calling it
     * again changes nothing.
     */
    public static void register() {
        register(MappedRecord.class);
        register(GraphElement.class);
    }

    static synchronized void register(Class<?> type) {
        if (TypeExtractor.getTypeInfoFactory((Type) type) == null) {
            TypeExtractor.registerFactory(type, Factory.class);
        }
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
