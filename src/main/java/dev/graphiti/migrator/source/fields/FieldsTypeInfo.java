package dev.graphiti.migrator.source.fields;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Tells Flink how {@link Fields} travel; without it they would fall to Kryo. */
final class FieldsTypeInfo extends TypeInformation<Fields> {
    /** Found by Flink through the annotation on {@link Fields}. */
    public static final class Factory extends TypeInfoFactory<Fields> {
        @Override
        public TypeInformation<Fields> createTypeInfo(Type type, Map<String, TypeInformation<?>> parameters) {
            return new FieldsTypeInfo();
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
    public Class<Fields> getTypeClass() {
        return Fields.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Fields> createSerializer(SerializerConfig config) {
        return new FieldsSerializer();
    }

    @Override
    public String toString() {
        return "Fields";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldsTypeInfo;
    }

    @Override
    public int hashCode() {
        return FieldsTypeInfo.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof FieldsTypeInfo;
    }
}
