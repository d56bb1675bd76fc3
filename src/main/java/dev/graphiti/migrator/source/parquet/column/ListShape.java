package dev.graphiti.migrator.source.parquet.column;

import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/**
 * What the items of a list are. The format's rules for files of older writers are followed, which have no group around
 * an item.
 *
 * @param item the type of an item
 * @param wrapped whether it stands in a group of its own, and so may be null
 */
record ListShape(Type item, boolean wrapped) {
    /** Null when the group is no list that one can read as such. */
    static @Nullable ListShape of(GroupType group) {
        boolean annotated = group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation;
        if (!annotated || group.getFieldCount() != 1 || !group.getType(0).isRepetition(Repetition.REPEATED)) {
            return null;
        }
        Type repeated = group.getType(0);
        return isItem(group, repeated)
                ? new ListShape(repeated, false)
                : new ListShape(repeated.asGroupType().getType(0), true);
    }

    private static boolean isItem(GroupType list, Type repeated) {
        if (repeated.isPrimitive() || repeated.asGroupType().getFieldCount() != 1) {
            return true;
        }
        return isContainer(repeated)
                || repeated.asGroupType().getType(0).isRepetition(Repetition.REPEATED)
                || repeated.getName().equals("array")
                || repeated.getName().equals(list.getName() + "_tuple");
    }

    private static boolean isContainer(Type type) {
        return type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
                || type.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation;
    }

    /** Whether the group is a map: pairs of a key and a value. */
    static boolean isMap(GroupType group) {
        boolean annotated = group.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation
                || group.getLogicalTypeAnnotation() instanceof MapKeyValueTypeAnnotation;
        if (!annotated || group.getFieldCount() != 1 || !group.getType(0).isRepetition(Repetition.REPEATED)) {
            return false;
        }
        Type pair = group.getType(0);
        return !pair.isPrimitive()
                && pair.asGroupType().getFieldCount() == 2
                && pair.asGroupType().getType(0).isPrimitive();
    }
}
