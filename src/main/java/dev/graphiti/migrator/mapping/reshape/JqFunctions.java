package dev.graphiti.migrator.mapping.reshape;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.internal.JsonQueryFunction;
import org.jspecify.annotations.Nullable;

/** Which functions a program may call. */
final class JqFunctions {
    static final Version DIALECT = Versions.JQ_1_7;

    private static final String CHANGES = "because its result would not be the same in each attempt";
    static final String OUTSIDE = "because a program sees nothing but its record";

    /** What jq has, and a program may not call, with the rest of the sentence about it. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("now/0", CHANGES),
            Map.entry("localtime/0", CHANGES),
            Map.entry("strflocaltime/1", CHANGES),
            Map.entry("env/0", OUTSIDE),
            Map.entry("$ENV", OUTSIDE),
            Map.entry("input/0", OUTSIDE),
            Map.entry("inputs/0", OUTSIDE),
            Map.entry("debug/0", OUTSIDE),
            Map.entry("debug/1", OUTSIDE),
            Map.entry("stderr/0", OUTSIDE),
            Map.entry("input_filename/0", "use $file"),
            Map.entry("input_line_number/0", "use $index"),
            Map.entry("$__loc__", OUTSIDE),
            Map.entry("$__prog_args", OUTSIDE),
            Map.entry("get_search_list/0", OUTSIDE),
            Map.entry("halt/0", "use empty, or error to make the record a dead letter"),
            Map.entry("halt_error/0", "use error"),
            Map.entry("halt_error/1", "use error"));

    /** The library's own. */
    private static final Set<String> INTERNAL = Set.of("now/0", "debug_scope/0", "env/0");

    private JqFunctions() {}

    /** A scope with all of them; those that are written in jq count their steps. */
    static Scope scope(Budget budget) {
        Scope scope = Scope.newEmptyScope();
        ProgramTree tree = new ProgramTree(budget);
        Map<String, Function> functions =
                new HashMap<>(BuiltinFunctionLoader.getInstance().listFunctions(DIALECT, scope));
        functions.keySet().removeAll(INTERNAL);
        functions.putAll(own(budget));
        functions.forEach((name, function) -> {
            if (function instanceof JsonQueryFunction inJq) {
                tree.enter(inJq);
            }
            scope.addFunction(name, function);
        });
        return scope;
    }

    private static Map<String, Function> own(Budget budget) {
        RegexFunctions regex = new RegexFunctions(budget);
        Map<String, Function> own = new TreeMap<>();
        own.put("_match_impl/3", regex::match);
        own.put("_sub_impl/3", regex::replace);
        own.put("splits/2", regex::split);
        own.put("tonumber/0", NumberFunctions::toNumber);
        own.put("fromjson/0", NumberFunctions::fromJson);
        return own;
    }

    /** Why a name is not known, a sentence without its end; null for one that is. */
    static @Nullable String unknown(String name, Scope scope) {
        String reason = REFUSED.get(name);
        if (reason != null) {
            return "%s is not available, %s".formatted(name, reason);
        }
        int slash = name.lastIndexOf('/');
        boolean isKnown = slash > 0
                && scope.getFunction(name.substring(0, slash), Integer.parseInt(name.substring(slash + 1))) != null;
        return isKnown ? null : "%s is not defined".formatted(name);
    }
}
