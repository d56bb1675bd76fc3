package dev.graphiti.migrator.mapping.reshape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.graphiti.migrator.model.DeadLetter.Kept;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.fields.ExactNumber;
import dev.graphiti.migrator.source.fields.Fields;
import dev.graphiti.migrator.source.fields.FieldsJson;
import dev.graphiti.migrator.source.fields.Numbers;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReshaperTest {
    private static final RecordOrigin ORIGIN =
            new RecordOrigin("json", "chats", "", "chats.jsonl", "offset 41200", "41200");
    private static final JsonFactory JSON = new JsonFactory();

    @Test
    void unfoldsTurnsWithTheFieldsOfTheirParents() {
        assertThat(results(
                        ". as $c | .sessions[] | . as $s | .turns | to_entries[]"
                                + " | {id: \"\\($c.id)-\\($s.no)-\\(.key)\", date: $s.date, topic: $c.topic} + .value",
                        """
                        {"id":"c","topic":"tea","sessions":[
                          {"no":1,"date":"2024-03-01","turns":[{"who":"Ann","text":"Hi"},{"who":"Bo","text":"Yo"}]},
                          {"no":2,"date":"2024-03-02","turns":[{"who":"Ann","text":"Bye"}]}]}"""))
                .containsExactly(
                        "{\"id\":\"c-1-0\",\"date\":\"2024-03-01\",\"topic\":\"tea\",\"who\":\"Ann\",\"text\":\"Hi\"}",
                        "{\"id\":\"c-1-1\",\"date\":\"2024-03-01\",\"topic\":\"tea\",\"who\":\"Bo\",\"text\":\"Yo\"}",
                        "{\"id\":\"c-2-0\",\"date\":\"2024-03-02\",\"topic\":\"tea\",\"who\":\"Ann\",\"text\":\"Bye\"}");
    }

    @Test
    void unfoldsKeysWithANumber() {
        assertThat(
                        results(
                                """
                        . as $c | keys_unsorted[] | select(test("^session_[0-9]+$")) as $key
                        | $c[$key][] + {session: $key, date: $c[$key + "_date_time"]}""",
                                "{\"session_1\":[{\"t\":\"Hi\"}],\"session_1_date_time\":\"1 May\",\"session_2\":[{\"t\":\"Yo\"}]}"))
                .containsExactly(
                        "{\"t\":\"Hi\",\"session\":\"session_1\",\"date\":\"1 May\"}",
                        "{\"t\":\"Yo\",\"session\":\"session_2\",\"date\":null}");
    }

    @Test
    void makesAListOfAnObject() {
        assertThat(results(
                        ".packages | to_entries[] | {name: .key} + .value",
                        "{\"packages\":{\"a\":{\"v\":1},\"b\":{\"v\":2}}}"))
                .containsExactly("{\"name\":\"a\",\"v\":1}", "{\"name\":\"b\",\"v\":2}");
    }

    @Test
    void choosesObjectsOfABundleByType() {
        assertThat(results(
                        ".objects[] | select(.type == \"malware\")",
                        "{\"objects\":[{\"type\":\"malware\",\"name\":\"X\"},{\"type\":\"identity\"}]}"))
                .containsExactly("{\"type\":\"malware\",\"name\":\"X\"}");
    }

    @Test
    void unfoldsListsOfListsParallelListsAndColumns() {
        assertThat(results(".rows[] | {a: .[0], b: .[1]}", "{\"rows\":[[1,\"x\"],[2,\"y\"]]}"))
                .containsExactly("{\"a\":1,\"b\":\"x\"}", "{\"a\":2,\"b\":\"y\"}");
        assertThat(results(
                        "[.texts, .dates] | transpose[] | {text: .[0], date: .[1]}",
                        "{\"texts\":[\"Hi\",\"Yo\"],\"dates\":[\"2024-03-01\",\"2024-03-02\"]}"))
                .containsExactly(
                        "{\"text\":\"Hi\",\"date\":\"2024-03-01\"}", "{\"text\":\"Yo\",\"date\":\"2024-03-02\"}");
        assertThat(results(
                        ". as $c | range(.id | length) as $i | map_values(.[$i])",
                        "{\"id\":[\"a\",\"b\"],\"doc\":[\"x\",\"y\"]}"))
                .containsExactly("{\"id\":\"a\",\"doc\":\"x\"}", "{\"id\":\"b\",\"doc\":\"y\"}");
    }

    @Test
    void splitsReplacesAndReadsJsonInTexts() {
        assertThat(
                        results(
                                """
                        {to: (.to | split(", ") | map(capture("^(?<name>.*?) *<(?<mail>.*)>$").mail)),
                         text: (.text | gsub("<[^>]*>"; "")),
                         node: (.node | fromjson | .a)}""",
                                "{\"to\":\"Phil <p@x>, Ann <a@x>\",\"text\":\"<b>Hi</b> there\",\"node\":\"{\\\"a\\\": [1]}\"}"))
                .containsExactly("{\"to\":[\"p@x\",\"a@x\"],\"text\":\"Hi there\",\"node\":[1]}");
    }

    @Test
    void countsTheResultsAndKeepsThePlaceOfTheRecord() {
        SourceRecord record = SourceRecord.sound(ORIGIN.withId("k"), "5", 5, fields("{\"a\":[1,2]}"))
                .withAbout(Fields.of("timestamp", 7L));
        List<SourceRecord> results = ((Reshaped.Results) reshaper("{a: .a[]}").reshape(record)).records();
        assertThat(results)
                .extracting(each -> each.origin().position())
                .containsExactly("offset 41200 result 1", "offset 41200 result 2");
        assertThat(results).extracting(each -> each.origin().id()).containsExactly("k#1", "k#2");
        assertThat(results).allSatisfy(each -> {
            assertThat(each.origin().resume()).isEqualTo("41200");
            assertThat(each.sourceId()).isEqualTo("k");
            assertThat(each.about().root()).containsEntry("timestamp", 7L);
        });
    }

    @Test
    void givesThePlaceOfTheRecordAsVariables() {
        SourceRecord record = SourceRecord.sound(ORIGIN.withId("k"), "5", 5, fields("{}"))
                .withAbout(Fields.of("file", "chats.jsonl", "folder", "2024/may", "headers", List.of("x")));
        assertThat(json(reshaper("{f: $file, d: $folder, i: $index, id: $id, c: $collection, h: $source.headers}")
                        .reshape(record)))
                .containsExactly(
                        "{\"f\":\"chats.jsonl\",\"d\":\"2024/may\",\"i\":41200,\"id\":\"k\",\"c\":\"chats\",\"h\":[\"x\"]}");
        assertThat(results("{f: $file, d: $folder, id: $id}", "{}"))
                .containsExactly("{\"f\":null,\"d\":null,\"id\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "-9223372036854775808",
                "123456789012345678901234567890",
                "1.0",
                "0.1",
                "0.12345678901234567890123",
                "1e400",
                "-0.0",
                "12345678901234.56789012",
                "1e-7",
                "0"
            })
    void keepsEachDigitOfANumber(String number) {
        Object value = number(number);
        Fields fields = Fields.of("n", value, "l", Arrays.asList(value, "x"));
        for (String program : List.of(".", "{n: .n, l: .l}", "{n, l: [.l[]]}", "to_entries | from_entries")) {
            assertThat(json(reshaper(program).reshape(record(fields))))
                    .as(program)
                    .containsExactly(json(fields));
        }
        assertThat(json(reshaper("{n: (.t | fromjson), m: (.t | tonumber)}").reshape(record(Fields.of("t", number)))))
                .as("as text")
                .containsExactly(json(Fields.of("n", value, "m", value)));
    }

    @Test
    void keepsVectorsWithoutACopy() {
        Numbers vector = new Numbers(new double[] {0.5, 1});
        SourceRecord record =
                record(Fields.of("v", vector, "m", Fields.of("t", "x").root()));
        Reshaped.Results results = (Reshaped.Results)
                reshaper("{v, t: .m.t}, {w: (.v | map(. * 2))}").reshape(record);
        assertThat(results.records().get(0).fields().root().get("v")).isSameAs(vector);
        assertThat(results.records().get(1).fields().root().get("w")).isEqualTo(List.of(1L, 2L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', textBlock = """
                    .a +                  § reshape does not compile: line 1, column 4: the program ends too early
                    {a: .b]}              § reshape does not compile: line 1, column 7: unexpected ']'
                    now                   § reshape does not compile: now/0 is not available, because its result would not be the same in each attempt
                    map(now)              § reshape does not compile: now/0 is not available, because its result would not be the same in each attempt
                    {a: env.HOME}         § reshape does not compile: env/0 is not available, because a program sees nothing but its record
                    $ENV.HOME             § reshape does not compile: $ENV is not available, because a program sees nothing but its record
                    "\\(input)"           § reshape does not compile: input/0 is not available, because a program sees nothing but its record
                    [inputs]              § reshape does not compile: inputs/0 is not available, because a program sees nothing but its record
                    debug                 § reshape does not compile: debug/0 is not available, because a program sees nothing but its record
                    input_filename        § reshape does not compile: input_filename/0 is not available, use $file
                    foo                   § reshape does not compile: foo/0 is not defined
                    map(.a; .b)           § reshape does not compile: map/2 is not defined
                    def f(g): h; f(.)     § reshape does not compile: h/0 is not defined
                    . as {a: $x} | $y   § reshape does not compile: $y is not defined
                    strptime("%Y")        § reshape does not compile: strptime/1 is not defined
                    debug_scope           § reshape does not compile: debug_scope/0 is not defined
                    @base32d              § reshape does not compile: @base32d/0 is not defined
                    import "a" as a; .    § reshape does not compile: import and include are not available, because a program sees nothing but its record
                    """)
    void refusesWhatDoesNotCompile(String program, String sentence) {
        String written = program.replace("\\\\", "\\");
        assertThatThrownBy(() -> JqProgram.compile(written, ReshapeLimits.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{now: .a}",
                ".now",
                "{now: 1}",
                "{now}",
                ".env.input",
                "def now: 1; now",
                ". as {now: $now} | $now",
                ". as [$a, {b: $b}] | {$a, $b}",
                "def f($x; g): $x | g; f(1; .)",
                "reduce .[]? as $i (0; . + 1)",
                "label $out | ., break $out",
                "\"a \\(.b) c\"",
                "@base64 \"x\\(.y)\"",
                "try error(\"x\") catch .",
                "foreach .[]? as [$a] (0; . + 1; .)",
                "{(.a): 1}",
                ".. | numbers",
                "if . then 1 elif .a then 2 else 3 end"
            })
    void takesNamesOfFieldsAndOwnDefinitions(String program) {
        JqProgram.compile(program, ReshapeLimits.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', textBlock = """
                    def f: {b: 2}; . + f                                § {"a":1,"b":2}
                    def f: {b: 2}; f + f * f                            § {"b":2}
                    def f: 2; .a = f                                    § {"a":2}
                    def f: .a; f |= . + 1                               § {"a":2}
                    def f: 1; def g: f + f; . + {b: g} + {c: f}         § {"a":1,"b":2,"c":1}
                    def f: 1; def g(h): h + h; {b: (f == f and f < g(f))} § {"b":true}
                    def f: 1; . | . + {b: (def g: f; g + g)}            § {"a":1,"b":2}
                    def f(g): def h: g; h - h; . + {b: f(.a)}           § {"a":1,"b":0}
                    def f: 1; {b: [f, f, (.a, f)]}                      § {"b":[1,1,1,1]}
                    def f: {a: [1]}; f.a[0] as $x | {b: $x, c: f.a[0]}  § {"b":1,"c":1}
                    def f: null; {b: (f // 2)} // f                     § {"b":2}
                    def f: 1; .b = f | .c = f                           § {"a":1,"b":1,"c":1}
                    """)
    void aDefinitionHoldsInAllThatFollows(String program, String result) {
        assertThat(json(reshaper(program).reshape(record(fields("{\"a\":1}"))))).containsExactly(result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', textBlock = """
                    .a.b                    § reshape-failed    § the program failed on this record: Cannot index number with string "b"
                    error("no \\(.a)")      § reshape-failed    § the program failed on this record: no 1
                    .a                      § reshape-no-object § result 1 of the program is the number 1; each result must be an object, such as {value: .}
                    ., [.a]                 § reshape-no-object § result 2 of the program is a list; each result must be an object, such as {value: .}
                    "x", .                  § reshape-no-object § result 1 of the program is a text; each result must be an object, such as {value: .}
                    null                    § reshape-no-object § result 1 of the program is null; each result must be an object, such as {value: .}
                    "x" | test("(")       § reshape-failed    § the program failed on this record: ( (at offset 0) is not a valid regex: end pattern with unmatched parenthesis
                    """)
    void failsWithTheMessageOfJq(String program, String reason, String message) {
        String written = program.replace("\\\\", "\\");
        assertThat(reshaper(written).reshape(record(fields("{\"a\":1}"))))
                .isEqualTo(new Reshaped.Failed(reason, message));
    }

    /** Each way in which the library can loop, with or without a function, and with values that grow. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "range(infinite) | empty",
                "[range(infinite)]",
                "range(infinite) | select(. < 0)",
                "range(0; 1; 0.00000001) | empty",
                "def f: (., f); f | empty",
                "[limit(1e9; range(infinite))]",
                "first(range(infinite) | select(. < 0))",
                ".l as $l | reduce ($l[] | $l[] | $l[] | $l[]) as $x (0; . + 1)",
                ".l as $l | [$l[] as $a | $l[] as $b | $l[] as $c | $l[] as $d | [$a, $b, $c, $d]]",
                "[.l[] as $a | .l[] as $b | .l[] as $c | .l[] as $d | 1] | {n: length}",
                "foreach (.l[] | range(1000000)) as $i (0; . + 1; empty)",
                "last(range(infinite))",
                "reduce range(100) as $i (\"x\"; . + .)",
                "reduce range(100) as $i ([1]; . + .)",
                "reduce range(100) as $i (\"x\"; \"\\(.)\\(.)\")",
                "reduce range(1000000) as $i ([]; . + [$i])",
                "[.. | .. | .. ] | [.[] | .. | .[]?] | [.[]?|..] | [combinations(9)]",
                "[.l, .l, .l, .l] | [combinations] | {a: .}",
                "label $f | range(infinite) | if . < 0 then break $f else empty end",
                "any(range(infinite); . < 0)",
                "try (range(infinite) | empty)",
                "[paths(range(infinite) | false)]",
                "try (range(infinite) | empty) catch {}",
                "until(false; .)",
                "def f: f; f",
                "def f: 1 + f; f",
                "recurse(.) | empty",
                "[.[] |= (range(infinite) | empty)]",
                "[while(true; .)] | empty",
                "walk(range(infinite) | empty)",
                "@text \"\\(range(infinite))\" | empty"
            })
    @Timeout(300)
    void endsAProgramThatDoesNotEnd(String program) {
        SourceRecord record = record(
                fields("{\"l\":%s}".formatted(IntStream.range(0, 100).boxed().toList())));
        ReshapeLimits limits = new ReshapeLimits(1000, 200_000, Duration.ofSeconds(5));
        Reshaped reshaped = reshaper(program, limits).reshape(record);
        assertThat(reshaped).isInstanceOfSatisfying(Reshaped.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo("reshape-limit");
            assertThat(failed.message())
                    .containsAnyOf(
                            "the program has not ended after 200,000 steps on this record; correct an endless loop, or raise reshape-limits.steps",
                            "the program calls itself too deeply on this record; end its recursion, or use reduce or foreach",
                            "the program makes a value of more than 16,777,216 characters of this record; correct it",
                            "the program makes a value of more than 4,194,304 items of this record; correct it");
        });
    }

    @Test
    @Timeout(300)
    void endsARegularExpressionThatBacktracksForever() {
        ReshapeLimits limits = new ReshapeLimits(10, 1_000_000, Duration.ofMillis(200));
        for (String program : List.of(
                "{a: (.t | test(\"^(a+)+$\"))}",
                "{a: (.t | gsub(\"^(a|aa)+$\"; \"\"))}",
                "{a: [.t | splits(\"^(a+)+$\")]}",
                "{a: [.t | scan(\"^(a*)*$\")]}",
                "{a: (.t | try capture(\"^(?<x>(a+)+)$\") catch 1)}")) {
            assertThat(reshaper(program, limits).reshape(record(Fields.of("t", "a".repeat(40) + "!"))))
                    .as(program)
                    .isInstanceOfSatisfying(Reshaped.Failed.class, failed -> {
                        assertThat(failed.reason()).isEqualTo("reshape-limit");
                        assertThat(failed.message())
                                .startsWith("the regular expression ^(")
                                .endsWith(
                                        " has not ended after 200 ms on this record; simplify it, or raise reshape-limits.regex-time");
                    });
        }
    }

    @Test
    void boundsTheResults() {
        Reshaper reshaper = reshaper("{i: range(5)}", new ReshapeLimits(4, 1_000_000, Duration.ofSeconds(1)));
        assertThat(reshaper.reshape(record(Fields.EMPTY)))
                .isEqualTo(
                        new Reshaped.Failed(
                                "reshape-limit",
                                "the program makes more than 4 results of this record; correct it, or raise reshape-limits.results"));
    }

    @Test
    void startsAgainWithEachRecord() {
        Reshaper reshaper = reshaper("{i: range(100)}", new ReshapeLimits(100, 1000, Duration.ofSeconds(1)));
        for (int i = 0; i < 50; i++) {
            assertThat(reshaper.reshape(record(Fields.EMPTY))).isInstanceOf(Reshaped.Results.class);
        }
    }

    @Test
    void runsLoopsThatAreDeeperThanTheStackOfATask() {
        assertThat(results("{n: (0 | until(. == 5000; . + 1))}", "{}")).containsExactly("{\"n\":5000}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', textBlock = """
                    gsub("x*"; "-")                        § "-b-é-"
                    gsub(""; "-")                          § "-b-é-"
                    gsub("^\\\\s*"; "")                      § "bé"
                    [match("é").offset, match("é").string] § [1,"é"]
                    [match("";"g").offset]                 § [0,1,2]
                    [scan(".")]                            § ["b","é"]
                    sub("(?<l>.)"; "\\(.l)\\(.l)")         § "bbé"
                    [sub("b"; "1", "2")]                   § ["1é","2é"]
                    split("";null)                         § ["","b","é",""]
                    [splits("é")]                          § ["b",""]
                    test("B"; "i")                         § true
                    capture("(?<y>.)(?<z>q)?")             § {"y":"b","z":null}
                    ascii_downcase                         § "bé"
                    """)
    void matchesRegularExpressions(String program, String result) {
        assertThat(results("{v: (.t | %s)}".formatted(program), "{\"t\":\"bé\"}"))
                .containsExactly("{\"v\":" + result + "}");
    }

    @Test
    void leavesOthersAlone() {
        Reshaper reshaper = new Reshaper(
                collection -> collection.equals("chats") ? JqProgram.compile(".", ReshapeLimits.DEFAULT) : null);
        SourceRecord record = record(Fields.EMPTY);
        assertThat(reshaper.covers(record)).isTrue();
        assertThat(reshaper.covers(record.result(1, Fields.EMPTY))).isFalse();
        assertThat(reshaper.covers(SourceRecord.damaged(ORIGIN, "", 0, "broken", Kept.NOTHING)))
                .isFalse();
        assertThat(reshaper.covers(SourceRecord.skipped(ORIGIN, "", 0, "rule"))).isFalse();
        assertThat(reshaper.covers(SourceRecord.noted(ORIGIN, "", 0, "note"))).isFalse();
        assertThat(reshaper.covers(
                        SourceRecord.sound(new RecordOrigin("json", "other", "", "a", "b"), "", 0, Fields.EMPTY)))
                .isFalse();
    }

    private static Reshaper reshaper(String program) {
        return reshaper(program, ReshapeLimits.DEFAULT);
    }

    private static Reshaper reshaper(String program, ReshapeLimits limits) {
        JqProgram compiled = JqProgram.compile(program, limits);
        return new Reshaper(collection -> compiled);
    }

    private static List<String> results(String program, String record) {
        return json(reshaper(program).reshape(record(fields(record))));
    }

    private static SourceRecord record(Fields fields) {
        return SourceRecord.sound(ORIGIN, "41300", 100, fields);
    }

    private static List<String> json(Reshaped reshaped) {
        assertThat(reshaped).isInstanceOf(Reshaped.Results.class);
        return ((Reshaped.Results) reshaped)
                .records().stream().map(record -> json(record.fields())).toList();
    }

    private static String json(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            FieldsJson.write(fields, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** As a source reads it: exact where a double would lose a digit. */
    private static Object number(String text) {
        BigDecimal written = new BigDecimal(text);
        if (text.matches("-?[0-9]+")) {
            return written.precision() < 19 || text.equals("-9223372036854775808")
                    ? (Object) written.longValueExact()
                    : new ExactNumber(text);
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) && BigDecimal.valueOf(number).compareTo(written) == 0
                ? (Object) number
                : new ExactNumber(text);
    }

    private static Fields fields(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return FieldsJson.read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
