package dev.graphiti.migrator.mapping.reshape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.misc.OnigUtils;
import net.thisptr.jackson.jq.path.Path;
import org.joni.Matcher;
import org.joni.Region;
import org.joni.exception.JOniException;
import org.jspecify.annotations.Nullable;

/**
 * The functions with regular expressions, bounded by a {@link Budget}. The library's own do not end where a global replacement
 * matches nothing, depend on the encoding of the process, and compile each expression for each text.
 */
final class RegexFunctions {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int KEPT = 64;

    private final Budget budget;
    private final Map<String, OnigUtils.Pattern> patterns = new LinkedHashMap<>();

    RegexFunctions(Budget budget) {
        this.budget = budget;
    }

    /** One match: where each group begins and ends, in bytes, the whole match first; negative for groups without a match. */
    private static final class Match {
        private final int[] begins;
        private final int[] ends;

        Match(int[] begins, int[] ends) {
            this.begins = begins;
            this.ends = ends;
        }

        int begin() {
            return begins[0];
        }

        int end() {
            return ends[0];
        }

        static Match of(Matcher matcher) {
            Region region = matcher.getRegion();
            int groups = region == null ? 1 : region.getNumRegs();
            int[] begins = new int[groups];
            int[] ends = new int[groups];
            begins[0] = matcher.getBegin();
            ends[0] = matcher.getEnd();
            for (int i = 1; i < groups; i++) {
                begins[i] = region.getBeg(i);
                ends[i] = region.getEnd(i);
            }
            return new Match(begins, ends);
        }
    }

    /** A text as the regular expressions see it. */
    private static final class Subject {
        private final byte[] bytes;

        Subject(byte[] bytes) {
            this.bytes = bytes;
        }

        static Subject of(JsonNode in) throws JsonQueryException {
            if (!in.isTextual()) {
                throw new JsonQueryException("%s cannot be matched, as it is not a string", in);
            }
            return new Subject(in.textValue().getBytes(StandardCharsets.UTF_8));
        }

        String text(int from, int to) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }

        /** After one character. */
        int after(int offset) {
            int next = offset + 1;
            while (next < bytes.length && isInside(bytes[next])) {
                next++;
            }
            return next;
        }

        int characters(int from, int to) {
            int count = 0;
            for (int i = from; i < to; i++) {
                count += isInside(bytes[i]) ? 0 : 1;
            }
            return count;
        }

        private static boolean isInside(byte one) {
            return (one & 0xC0) == 0x80;
        }
    }

    /** As {@code _match_impl(regex; flags; test)}, of which the library makes {@code test}, {@code match}, {@code capture} and {@code scan}. */
    void match(Scope scope, List<Expression> args, JsonNode in, @Nullable Path path, PathOutput output, Version version)
            throws JsonQueryException {
        Subject subject = Subject.of(in);
        args.get(2)
                .apply(
                        scope,
                        in,
                        test -> args.get(1)
                                .apply(
                                        scope,
                                        in,
                                        flags -> args.get(0).apply(scope, in, regex -> {
                                            OnigUtils.Pattern pattern = pattern(regex, flags);
                                            boolean isTest = test.asBoolean();
                                            List<Match> matches =
                                                    matches(subject, pattern, regex, pattern.global && !isTest);
                                            JsonNode result = isTest
                                                    ? BooleanNode.valueOf(!matches.isEmpty())
                                                    : array(subject, pattern, matches);
                                            output.emit(result, null);
                                        })));
    }

    /** As {@code _sub_impl(regex; replacement; flags)}, of which the library makes {@code sub} and {@code gsub}. */
    void replace(
            Scope scope, List<Expression> args, JsonNode in, @Nullable Path path, PathOutput output, Version version)
            throws JsonQueryException {
        Subject subject = Subject.of(in);
        args.get(0)
                .apply(
                        scope,
                        in,
                        regex -> args.get(2).apply(scope, in, flags -> {
                            OnigUtils.Pattern pattern = pattern(regex, flags);
                            List<Match> matches = matches(subject, pattern, regex, pattern.global);
                            for (StringBuilder text : replaced(scope, subject, pattern, matches, args.get(1))) {
                                output.emit(new TextNode(text.toString()), null);
                            }
                        }));
    }

    /** As {@code splits(regex; flags)}. */
    void split(Scope scope, List<Expression> args, JsonNode in, @Nullable Path path, PathOutput output, Version version)
            throws JsonQueryException {
        Subject subject = Subject.of(in);
        args.get(0)
                .apply(
                        scope,
                        in,
                        regex -> args.get(1).apply(scope, in, flags -> {
                            int end = 0;
                            for (Match match : matches(subject, pattern(regex, flags), regex, true)) {
                                output.emit(new TextNode(subject.text(end, match.begin())), null);
                                end = match.end();
                            }
                            output.emit(new TextNode(subject.text(end, subject.bytes.length)), null);
                        }));
    }

    private OnigUtils.Pattern pattern(JsonNode regex, JsonNode flags) throws JsonQueryException {
        if (!regex.isTextual()) {
            throw new JsonQueryException("%s is not a regular expression, as it is not a string", regex);
        }
        if (!flags.isTextual() && !flags.isNull()) {
            throw new JsonQueryException("%s is not a string of flags", flags);
        }
        String key = flags.asText("") + "/" + regex.textValue();
        OnigUtils.Pattern known = patterns.get(key);
        if (known == null) {
            known = compiled(regex.textValue(), flags.isNull() ? null : flags.textValue());
            if (patterns.size() >= KEPT) {
                patterns.clear();
            }
            patterns.put(key, known);
        }
        return known;
    }

    private static OnigUtils.Pattern compiled(String regex, @Nullable String flags) throws JsonQueryException {
        try {
            return new OnigUtils.Pattern(regex, flags);
        } catch (JOniException e) {
            throw new JsonQueryException(regex + " (at offset 0) is not a valid regex: " + e.getMessage());
        }
    }

    private List<Match> matches(Subject subject, OnigUtils.Pattern pattern, JsonNode regex, boolean all)
            throws JsonQueryException {
        List<Match> matches = new ArrayList<>();
        Matcher matcher = pattern.regex.matcher(subject.bytes);
        int length = subject.bytes.length;
        int from = 0;
        while (from <= length && budget.search(matcher, from, length, regex.textValue()) >= 0) {
            Match match = Match.of(matcher);
            matches.add(match);
            if (!all) {
                break;
            }
            from = match.end() == match.begin() ? subject.after(match.end()) : match.end();
        }
        return matches;
    }

    private static ArrayNode array(Subject subject, OnigUtils.Pattern pattern, List<Match> matches) {
        ArrayNode array = NODES.arrayNode(matches.size());
        int offset = 0;
        int bytes = 0;
        for (Match match : matches) {
            offset += subject.characters(bytes, match.begin());
            bytes = match.begin();
            ObjectNode object = object(subject, match, 0, offset);
            ArrayNode captures = object.putArray("captures");
            for (int i = 1; i < match.begins.length; i++) {
                int before = match.begins[i] < 0 ? -1 : subject.characters(0, match.begins[i]);
                captures.add(object(subject, match, i, before).put("name", pattern.names[i]));
            }
            array.add(object);
        }
        return array;
    }

    private static ObjectNode object(Subject subject, Match match, int group, int offset) {
        int from = match.begins[group];
        int to = match.ends[group];
        ObjectNode object = NODES.objectNode().put("offset", offset);
        return from < 0
                ? object.put("length", 0).putNull("string")
                : object.put("length", subject.characters(from, to)).put("string", subject.text(from, to));
    }

    /** With one replacement for each match there is one text. */
    private List<StringBuilder> replaced(
            Scope scope, Subject subject, OnigUtils.Pattern pattern, List<Match> matches, Expression replacement)
            throws JsonQueryException {
        List<StringBuilder> texts = List.of(new StringBuilder());
        int end = 0;
        for (Match match : matches) {
            String between = subject.text(end, match.begin());
            List<String> values = values(scope, captures(subject, pattern, match), replacement);
            List<StringBuilder> longer = new ArrayList<>();
            for (StringBuilder text : texts) {
                text.append(between);
                for (String value : values) {
                    budget.step();
                    longer.add((values.size() == 1 ? text : new StringBuilder(text)).append(value));
                }
            }
            texts = longer;
            end = match.end();
        }
        String rest = subject.text(end, subject.bytes.length);
        texts.forEach(text -> text.append(rest));
        return texts;
    }

    private static List<String> values(Scope scope, JsonNode captures, Expression replacement)
            throws JsonQueryException {
        List<String> values = new ArrayList<>();
        replacement.apply(scope, captures, value -> {
            if (!value.isTextual()) {
                throw new JsonQueryException("%s cannot be a replacement, as it is not a string", value);
            }
            values.add(value.textValue());
        });
        return values;
    }

    private static JsonNode captures(Subject subject, OnigUtils.Pattern pattern, Match match) {
        ObjectNode captures = NODES.objectNode();
        for (int i = 1; i < match.begins.length; i++) {
            String name = pattern.names[i];
            if (name != null && match.begins[i] < 0) {
                captures.putNull(name);
            } else if (name != null) {
                captures.put(name, subject.text(match.begins[i], match.ends[i]));
            }
        }
        return captures;
    }
}
