package dev.graphiti.migrator.mapping.reshape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/reshape.md is true. */
class ReshapeDocTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The built-in functions of jq 1.7.1, without its functions of one number. */
    private static final String JQ =
            "IN/1 IN/2 INDEX/1 INDEX/2 add/0 all/0 all/1 all/2 any/0 any/1 any/2 arrays/0 ascii/0 ascii_downcase/0"
                    + " ascii_upcase/0 booleans/0 bsearch/1 builtins/0 capture/1 capture/2 combinations/0 combinations/1 contains/1"
                    + " date/0 dateadd/2 datesub/2 debug/0 debug/1 del/1 delpaths/1 empty/0 endswith/1 env/0 error/0 error/1"
                    + " explode/0 finites/0 first/0 first/1 flatten/0 flatten/1 format/1 from_entries/0 fromdate/0 fromdateiso8601/0"
                    + " fromjson/0 fromstream/1 get_search_list/0 getpath/1 gmtime/0 group_by/1 gsub/2 gsub/3 halt/0 halt_error/0"
                    + " halt_error/1 has/1 implode/0 in/1 index/1 indices/1 infinite/0 input/0 input_filename/0 input_line_number/0"
                    + " inputs/0 inside/1 isempty/1 isfinite/0 isinfinite/0 isnan/0 isnormal/0 iterables/0 join/1 keys/0 keys_unsorted/0"
                    + " last/0 last/1 leaf_paths/0 length/0 limit/2 localtime/0 ltrimstr/1 map/1 map_values/1 match/1 match/2 max/0"
                    + " max_by/1 min/0 min_by/1 mktime/0 modulemeta/0 nan/0 normals/0 not/0 now/0 nth/1 nth/2 nulls/0 numbers/0"
                    + " objects/0 path/1 paths/0 paths/1 pick/1 range/1 range/2 range/3 recurse/0 recurse/1 recurse/2 repeat/1 reverse/0"
                    + " rindex/1 rtrimstr/1 scalars/0 scan/1 scan/2 select/1 setpath/2 sort/0 sort_by/1 split/1 split/2 splits/1 splits/2"
                    + " startswith/1 stderr/0 strflocaltime/1 strftime/1 strings/0 strptime/1 sub/2 sub/3 test/1 test/2 todate/0"
                    + " todateiso8601/0 tojson/0 tonumber/0 tostream/0 tostring/0 transpose/0 truncate_stream/1 type/0 unique/0 unique_by/1"
                    + " until/2 utf8bytelength/0 values/0 walk/1 while/2 with_entries/1 ltrimstr/1 abs/0 toarray/0 have_literal_numbers/0"
                    + " splits/1 getpath/1 error/1 tojson/0 ascii/0 @text/0 @json/0 @html/0 @uri/0 @csv/0 @tsv/0 @sh/0 @base64/0 @base64d/0"
                    + " @base32/0 @base32d/0 input_line_number/0 significand/0 pow/2 log/0 exp10/0 floor/0 sqrt/0 ceil/0 round/0 trunc/0"
                    + " fabs/0 pow10/0 limit/2 ltrim/0 rtrim/0 trim/0 env/0 halt/0 min_by/1 group_by/1 getpath/1";

    static Stream<Arguments> examples() throws IOException {
        List<Arguments> examples = new ArrayList<>();
        Matcher blocks = Pattern.compile("```json\\n([^`]*?)\\n```\\n```jq\\n([^`]*?)\\n```\\n```json\\n([^`]*?)\\n```")
                .matcher(page());
        while (blocks.find()) {
            examples.add(Arguments.of(blocks.group(1), blocks.group(2), blocks.group(3)));
        }
        assertThat(examples).hasSizeGreaterThan(8);
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachExampleDoesWhatItSays(String record, String program, String results) throws IOException {
        List<JsonNode> expected = new ArrayList<>();
        for (String line : results.lines().toList()) {
            expected.add(JSON.readTree(line));
        }
        assertThat(JqProgram.compile(program, ReshapeLimits.DEFAULT).run(JSON.readTree(record), Map.of()))
                .extracting(JsonNode::toString)
                .containsExactlyElementsOf(
                        expected.stream().map(JsonNode::toString).toList());
    }

    @Test
    void everyFunctionThatIsMissingIsNamed() throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        for (String name : JQ.split(" ", -1)) {
            String plain = name.substring(0, name.indexOf('/'));
            int arguments = Integer.parseInt(name.substring(name.indexOf('/') + 1));
            String call = arguments == 0 ? plain : plain + "(" + ".;".repeat(arguments - 1) + ".)";
            try {
                JqProgram.compile(call, ReshapeLimits.DEFAULT);
            } catch (IllegalArgumentException e) {
                missing.add("`" + plain + "`");
            }
        }
        String table = page().substring(page().indexOf("## Differences"));
        assertThat(missing).allSatisfy(name -> assertThat(table).contains(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if . then 1 end",
                ".a.[0]",
                ". as [$a] ?// $a | $a",
                "{a: (.b).c}",
                "{a: (.b)[0]}",
                "{a: (.b) + 1}",
                ". as $label | $label",
                ". as $end | $end"
            })
    void whatIsSaidNotToCompileDoesNot(String program) {
        assertThatThrownBy(() -> JqProgram.compile(program, ReshapeLimits.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# comment\n.a # more\n",
                ".a[0]",
                ".[\"a\", \"b\"]?",
                ".[1:-1]",
                "-.a",
                "..|.a?",
                ".a // \"x\"",
                "try error(\"x\") catch .",
                "@sh \"\\(.)\"",
                ".a |= . + 1",
                "del(.a, .b)",
                "\"\\u00e9\"",
                "reduce .[] as [$i, $j] (0; . + $i)",
                "[.[] | {a, \"b\": 1, \"c d\": 2, (.e): 1}]"
            })
    void whatIsCommonCompiles(String program) {
        JqProgram.compile(program, ReshapeLimits.DEFAULT);
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/reshape.md"));
    }
}
