package dev.graphiti.migrator.mapping.reshape;

import com.fasterxml.jackson.databind.JsonNode;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/**
 * A part of a program that counts.
 *
 * @param makes whether its values are counted as well, because it may return many or large ones
 */
record CountedExpression(Expression counted, Budget budget, boolean makes) implements Expression {
    @Override
    public void apply(Scope scope, JsonNode in, Path path, PathOutput output, boolean requirePath)
            throws JsonQueryException {
        budget.step();
        PathOutput target = makes
                ? (value, of) -> {
                    budget.made(value);
                    output.emit(value, of);
                }
                : output;
        counted.apply(scope, in, path, target, requirePath);
    }

    @Override
    public String toString() {
        return counted.toString();
    }
}
