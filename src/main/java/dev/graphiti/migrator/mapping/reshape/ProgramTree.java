package dev.graphiti.migrator.mapping.reshape;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.internal.JsonQueryFunction;
import net.thisptr.jackson.jq.internal.tree.FormattingFilter;
import net.thisptr.jackson.jq.internal.tree.FunctionCall;
import net.thisptr.jackson.jq.internal.tree.FunctionDefinition;
import net.thisptr.jackson.jq.internal.tree.ImportStatement;
import net.thisptr.jackson.jq.internal.tree.RecursionOperator;
import net.thisptr.jackson.jq.internal.tree.StringInterpolation;
import net.thisptr.jackson.jq.internal.tree.ThisObject;
import net.thisptr.jackson.jq.internal.tree.VariableAccess;
import net.thisptr.jackson.jq.internal.tree.binaryop.BinaryOperatorExpression;
import net.thisptr.jackson.jq.internal.tree.fieldaccess.BracketExtractFieldAccess;
import net.thisptr.jackson.jq.internal.tree.literal.StringLiteral;
import net.thisptr.jackson.jq.internal.tree.literal.ValueLiteral;
import net.thisptr.jackson.jq.internal.tree.matcher.matchers.ObjectMatcher;
import net.thisptr.jackson.jq.internal.tree.matcher.matchers.ValueMatcher;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a program that the library has parsed: collects the names in it, and lets each expression count. The library has
 * no place for either, so this uses the private fields of its one version that the build names; {@code ReshaperTest} fails if
 * another version has other fields.
 */
final class ProgramTree {
    private static final String LIBRARY = "net.thisptr.jackson.jq.internal.";

    private final Budget budget;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> calls = new TreeSet<>();
    private final Set<String> definitions = new TreeSet<>();
    private final Set<String> uses = new TreeSet<>();
    private final Set<String> bindings = new TreeSet<>();
    private boolean imports;

    ProgramTree(Budget budget) {
        this.budget = budget;
    }

    /** Functions that are called, such as {@code map/1}. */
    Set<String> calls() {
        return calls;
    }

    /** Functions that are defined, and parameters that are called like functions. */
    Set<String> definitions() {
        return definitions;
    }

    /** Variables that are read, without the dollar sign. */
    Set<String> uses() {
        return uses;
    }

    /** Variables that are bound. */
    Set<String> bindings() {
        return bindings;
    }

    boolean imports() {
        return imports;
    }

    /** The expression, which counts from now on, like all that is in it. */
    Expression counted(Expression expression) {
        enter(expression);
        Expression whole = expression instanceof BinaryOperatorExpression operation ? scoped(operation) : expression;
        return whole instanceof ValueLiteral
                        || whole instanceof ThisObject
                        || whole instanceof VariableAccess
                        || whole instanceof CountedExpression
                ? whole
                : new CountedExpression(whole, budget, makes(whole));
    }

    private Expression scoped(BinaryOperatorExpression operation) {
        try {
            return Definitions.first(operation, part -> new CountedExpression(part, budget, makes(part)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the library for jq is not the version that is expected", e);
        }
    }

    /** Lets the body of a function count. */
    void enter(JsonQueryFunction function) {
        enter((Object) function);
    }

    private static boolean makes(Expression expression) {
        return expression instanceof FunctionCall
                || expression instanceof BracketExtractFieldAccess
                || expression instanceof RecursionOperator
                || expression instanceof BinaryOperatorExpression
                || expression instanceof StringInterpolation;
    }

    private void enter(Object node) {
        if (!seen.add(node)) {
            return;
        }
        collect(node);
        for (Class<?> type = node.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && !(node instanceof Enum<?>)) {
                    enter(node, field);
                }
            }
        }
    }

    private void enter(Object node, Field field) {
        try {
            field.setAccessible(true);
            Object value = field.get(node);
            Object counting = counting(value);
            if (counting != value && field.getType().isInstance(counting)) {
                field.set(node, counting);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the library for jq is not the version that is expected", e);
        }
    }

    private @Nullable Object counting(@Nullable Object value) {
        if (value instanceof Expression expression) {
            return counted(expression);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>();
            list.forEach(item -> items.add(counting(item)));
            return items;
        }
        if (value != null && value.getClass().getName().startsWith(LIBRARY)) {
            enter(value);
        }
        return value;
    }

    private void collect(Object node) {
        if (node instanceof FunctionCall) {
            calls.add(text(node, "name") + "/" + list(node, "args").size());
        } else if (node instanceof FormattingFilter) {
            calls.add("@" + text(node, "name") + "/0");
        } else if (node instanceof FunctionDefinition) {
            List<?> parameters = list(node, "args");
            definitions.add(text(node, "fname") + "/" + parameters.size());
            parameters.forEach(parameter -> parameter(String.valueOf(parameter)));
        } else if (node instanceof VariableAccess) {
            uses.add(text(node, "name"));
        } else if (node instanceof ValueMatcher) {
            bindings.add(text(node, "name"));
        } else if (node instanceof ObjectMatcher.FieldMatcher
                && Boolean.TRUE.equals(get(node, "dollar"))
                && get(node, "name") instanceof StringLiteral name) {
            bindings.add(name.value().asText());
        } else if (node instanceof ImportStatement) {
            imports = true;
        }
    }

    private void parameter(String name) {
        if (name.startsWith("$")) {
            bindings.add(name.substring(1));
        } else {
            definitions.add(name + "/0");
        }
    }

    private static String text(Object node, String field) {
        return String.valueOf(get(node, field));
    }

    private static List<?> list(Object node, String field) {
        return get(node, field) instanceof List<?> list ? list : List.of();
    }

    private static @Nullable Object get(Object node, String name) {
        try {
            Field field = node.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(node);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the library for jq is not the version that is expected", e);
        }
    }
}
