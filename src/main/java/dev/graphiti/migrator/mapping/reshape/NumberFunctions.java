package dev.graphiti.migrator.mapping.reshape;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;
import org.jspecify.annotations.Nullable;

/** Functions that make numbers of texts, with all of their digits: the library's own make doubles. */
final class NumberFunctions {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,9})?");

    private NumberFunctions() {}

    /** As {@code tonumber}. */
    static void toNumber(
            Scope scope, List<Expression> args, JsonNode in, @Nullable Path path, PathOutput output, Version version)
            throws JsonQueryException {
        if (in.isNumber()) {
            output.emit(in, null);
        } else if (in.isTextual() && NUMBER.matcher(in.textValue().strip()).matches()) {
            output.emit(JqNodes.number(in.textValue().strip()), null);
        } else {
            throw new JsonQueryException("%s cannot be parsed as a number", in);
        }
    }

    /** As {@code fromjson}. */
    static void fromJson(
            Scope scope, List<Expression> args, JsonNode in, @Nullable Path path, PathOutput output, Version version)
            throws JsonQueryException {
        if (!in.isTextual()) {
            throw new JsonQueryException("%s only strings can be parsed", in);
        }
        output.emit(parsed(in), null);
    }

    private static JsonNode parsed(JsonNode in) throws JsonQueryException {
        try (JsonParser json = JSON.createParser(in.textValue())) {
            if (json.nextToken() == null) {
                throw new JsonQueryException("%s is not JSON: it is empty", in);
            }
            JsonNode value = JqNodes.read(json);
            if (json.nextToken() != null) {
                throw new JsonQueryException("%s is not JSON: there is more after the value", in);
            }
            return value;
        } catch (JsonQueryException e) {
            throw e;
        } catch (JsonProcessingException e) {
            throw new JsonQueryException("%s is not JSON: %s", in, e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("cannot happen when reading from memory", e);
        }
    }
}
