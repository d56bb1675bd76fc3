package dev.graphiti.migrator.mapping.reshape;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.internal.tree.SemicolonOperator;
import net.thisptr.jackson.jq.internal.tree.binaryop.BinaryOperatorExpression;

/**
 * Gives definitions the scope that they have in jq. The library reads {@code def f: 1; . + f} as {@code (def f: 1; .) + f} and
 * evaluates the right side first, where {@code f} is not defined yet.
 */
final class Definitions {
    private Definitions() {}

    /** The operation after the definitions with which its left side begins; the operation itself if there are none. */
    static Expression first(BinaryOperatorExpression operation, UnaryOperator<Expression> counted)
            throws ReflectiveOperationException {
        Field left = field(BinaryOperatorExpression.class, "lhs");
        if (left.get(operation) instanceof CountedExpression start
                && start.counted() instanceof SemicolonOperator sequence
                && field(SemicolonOperator.class, "qs").get(sequence) instanceof List<?> parts) {
            List<Expression> sorted = new ArrayList<>();
            parts.forEach(part -> sorted.add((Expression) part));
            left.set(operation, sorted.remove(sorted.size() - 1));
            sorted.add(counted.apply(operation));
            return new SemicolonOperator(sorted);
        }
        return operation;
    }

    private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
