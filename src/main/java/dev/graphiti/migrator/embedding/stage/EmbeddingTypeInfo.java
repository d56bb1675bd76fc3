package dev.graphiti.migrator.embedding.stage;

import dev.graphiti.migrator.model.Embedding;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.TypeExtractor;

/** Makes Flink use {@link EmbeddingSerializer} for the vectors in records. */
public final class EmbeddingTypeInfo extends TypeInformation<Embedding> {
    /**
     * Must be called before the first type of a topology is made, for instance before the source is attached. The model
     * cannot carry Flink's annotation, because it knows the JDK only. Calling it again changes nothing.
     */
    public static synchronized void register() {
        if (TypeExtractor.getTypeInfoFactory((Type) Embedding.class) == null) {
            TypeExtractor.registerFactory(Embedding.class, Factory.class);
        }
    }

    /** Flink builds it by name. */
    public static final class Factory extends TypeInfoFactory<Embedding> {
        @Override
        public TypeInformation<Embedding> createTypeInfo(Type type, Map<String, TypeInformation<?>> parameters) {
            return new EmbeddingTypeInfo();
        }
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<Embedding> getTypeClass() {
        return Embedding.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Embedding> createSerializer(SerializerConfig config) {
        return EmbeddingSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "Embedding";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmbeddingTypeInfo;
    }

    @Override
    public int hashCode() {
        return EmbeddingTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof EmbeddingTypeInfo;
    }
}
