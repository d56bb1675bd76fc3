package dev.graphiti.migrator.mapping.reshape;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParser;
import net.thisptr.jackson.jq.internal.javacc.ParseException;
import net.thisptr.jackson.jq.internal.javacc.Token;
import org.jspecify.annotations.Nullable;

/** A program in jq, ready to run. Used by one thread. */
public final class JqProgram {
    /** What each program can read in addition to its record: {@link RecordVariables}. */
    private static final Set<String> GIVEN = RecordVariables.NAMES;

    private final Expression expression;
    private final Scope functions;
    private final Budget budget;
    private final Set<String> variables;

    private JqProgram(Expression expression, Scope functions, Budget budget, Set<String> variables) {
        this.expression = expression;
        this.functions = functions;
        this.budget = budget;
        this.variables = variables;
    }

    /**
     * Reads a program.
     *
     * @throws IllegalArgumentException where it is not one, with the place and what jq says
     */
    public static JqProgram compile(String program, ReshapeLimits limits) {
        Budget budget = new Budget(limits);
        ProgramTree tree = new ProgramTree(budget);
        Expression expression = tree.counted(parsed(program));
        Scope functions = JqFunctions.scope(budget);
        String wrong = wrong(tree, functions);
        if (wrong != null) {
            throw new IllegalArgumentException("reshape does not compile: " + wrong);
        }
        return new JqProgram(expression, functions, budget, Set.copyOf(tree.uses()));
    }

    private static Expression parsed(String program) {
        try {
            return ExpressionParser.compile(program, JqFunctions.DIALECT);
        } catch (JsonQueryException e) {
            throw new IllegalArgumentException("reshape does not compile: " + reason(e.getCause()), e);
        }
    }

    private static String reason(@Nullable Throwable cause) {
        if (cause instanceof ParseException wrong && wrong.currentToken != null && wrong.currentToken.next != null) {
            Token next = wrong.currentToken.next;
            String found =
                    next.image.isEmpty() ? "the program ends too early" : "unexpected '%s'".formatted(next.image);
            return "line %d, column %d: %s".formatted(next.beginLine, next.beginColumn, found);
        }
        String message =
                cause == null ? "it is not a program" : Objects.toString(cause.getMessage(), "it is not a program");
        return message.lines().findFirst().orElse("").replaceAll("\\s+", " ").strip();
    }

    private static @Nullable String wrong(ProgramTree tree, Scope functions) {
        if (tree.imports()) {
            return "import and include are not available, " + JqFunctions.OUTSIDE;
        }
        for (String call : tree.calls()) {
            String unknown = tree.definitions().contains(call) ? null : JqFunctions.unknown(call, functions);
            if (unknown != null) {
                return unknown;
            }
        }
        Set<String> unbound = new TreeSet<>(tree.uses());
        unbound.removeAll(tree.bindings());
        unbound.removeAll(GIVEN);
        return unbound.isEmpty()
                ? null
                : JqFunctions.unknown("$" + unbound.iterator().next(), functions);
    }

    /** Whether it reads a variable. */
    boolean uses(String variable) {
        return variables.contains(variable);
    }

    /**
     * Runs it on one record.
     *
     * @throws JsonQueryException where the program fails
     * @throws LimitException where it does not end in time
     */
    List<JsonNode> run(JsonNode record, Map<String, JsonNode> values) throws JsonQueryException {
        try {
            return runHere(record, values);
        } catch (StackOverflowError e) {
            return DeepStack.call(() -> runHere(record, values));
        }
    }

    private List<JsonNode> runHere(JsonNode record, Map<String, JsonNode> values) throws JsonQueryException {
        budget.renew();
        Scope scope = Scope.newChildScope(functions);
        values.forEach((name, value) -> scope.setValue(name, value));
        List<JsonNode> results = new ArrayList<>();
        expression.apply(scope, record, result -> {
            budget.result(results.size());
            results.add(result);
        });
        return results;
    }
}
