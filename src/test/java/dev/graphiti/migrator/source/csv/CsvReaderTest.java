package dev.graphiti.migrator.source.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.json.JsonFormat;
import dev.graphiti.migrator.source.json.Reading;
import dev.graphiti.migrator.source.stored.Packed;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
    @Test
    void theHeaderLineNamesTheFieldsAndValuesStayText() throws IOException {
        try (Reading reading = table("id,name,price\n1,Chai,18\n007,\"Chang, \"\"strong\"\"\",19.50\n")) {
            assertThat(reading.texts())
                    .containsExactly("{id=1, name=Chai, price=18}", "{id=007, name=Chang, \"strong\", price=19.50}");
            assertThat(reading.records())
                    .extracting(each -> each.origin().position())
                    .containsExactly("line 2, offset 14", "line 3, offset 24");
        }
    }

    @Test
    void anEmptyValueIsAbsentAndAQuotedOneIsAnEmptyText() throws IOException {
        try (Reading reading = table("a,b,c\n,\"\",x\n")) {
            assertThat(reading.texts()).containsExactly("{a=null, b=, c=x}");
        }
    }

    @Test
    void nullValuesAreAbsent() throws IOException {
        CsvOptions options = new CsvOptions("auto", "\"", HeaderLine.NAMES, List.of(), List.of("NULL", "\\N"), true);
        try (Reading reading = table("a,b,c\nNULL,\\N,NULLABLE\n").csv(options)) {
            assertThat(reading.texts()).containsExactly("{a=null, b=null, c=NULLABLE}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void valuesInQuotesMayHaveLineBreaks(String lineEnd) throws IOException {
        String text = "id,text\n1,\"one\ntwo\"\n\n2,\"\n\"\n3,x".replace("\n", lineEnd);
        try (Reading reading = table(text)) {
            assertThat(reading.texts())
                    .containsExactly(
                            "{id=1, text=one%stwo}".formatted(lineEnd),
                            "{id=2, text=%s}".formatted(lineEnd),
                            "{id=3, text=x}");
            assertThat(reading.records())
                    .extracting(each -> each.origin().position().replaceFirst(",.*", ""))
                    .containsExactly("line 2", "line 5", "line 7");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "a;b\\n1,5;2,5\\n",
                "a\\tb\\n1,5\\t2,5\\n",
                "a|b\\n1,5|2,5\\n",
                "a,b\\n\"1,5\",\"2,5\"\\n",
                "a,b\\n\"1,5\",\"2,5\"",
                "sep=;\\na;b\\n1,5;2,5\\n",
                "sep=|\\r\\na|b\\r\\n1,5|2,5\\r\\n",
                "\uFEFFa;b\\n1,5;2,5\\n",
                "\"a\";\"b\"\\n\"1,5\";\"2,5\"\\n",
            })
    void theDelimiterIsDetected(String text) throws IOException {
        try (Reading reading =
                table(text.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r"))) {
            assertThat(reading.texts()).containsExactly("{a=1,5, b=2,5}");
        }
    }

    @Test
    void aTableOfOneColumnNeedsNoDelimiter() throws IOException {
        try (Reading reading = table("name\nChai\n\"Chang, strong\"\n")) {
            assertThat(reading.texts()).containsExactly("{name=Chai}", "{name=Chang, strong}");
        }
    }

    @Test
    void delimiterQuoteAndColumnsCanBeDeclared() throws IOException {
        CsvOptions none = new CsvOptions("~", "'", HeaderLine.NONE, List.of("id", "name"), List.of(), true);
        CsvOptions ignored = new CsvOptions("tab", "\"", HeaderLine.IGNORED, List.of("id", "name"), List.of(), true);
        try (Reading first = table("1~'a~b'\n").csv(none);
                Reading second = table("x\tx\n1\ta\n").csv(ignored)) {
            assertThat(first.texts()).containsExactly("{id=1, name=a~b}");
            assertThat(second.texts()).containsExactly("{id=1, name=a}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-8"})
    void aByteOrderMarkNamesTheCharset(String charset) throws IOException {
        String mark = charset.equals("UTF-16") ? "" : "\uFEFF";
        byte[] content = (mark + "id,name\n1,Zażółć 😀\n").getBytes(Charset.forName(charset));
        try (Reading reading = Reading.of("a.csv", content)) {
            assertThat(reading.texts()).containsExactly("{id=1, name=Zażółć 😀}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "ISO-8859-1", "UTF-16LE", "UTF-32", "Shift_JIS"})
    void anotherCharsetIsDeclared(String charset) throws IOException {
        String name = charset.equals("Shift_JIS") ? "茶" : "Café";
        byte[] content = "id,name\n1,%s\n".formatted(name).getBytes(Charset.forName(charset));
        try (Reading reading = Reading.of("a.csv", content).charset(charset)) {
            assertThat(reading.texts()).containsExactly("{id=1, name=%s}".formatted(name));
        }
    }

    @Test
    void bytesOfNoCharacterDamageTheirRowOnly() throws IOException {
        byte[] content = "id,name\n1,é\n2,\u0081\n3,x\n".getBytes(Charset.forName("ISO-8859-1"));
        try (Reading declared = Reading.of("a.csv", content).charset("windows-1252");
                Reading undeclared = Reading.of("a.csv", content)) {
            assertThat(declared.texts()).containsExactly("{id=1, name=é}", "{id=3, name=x}");
            assertThat(declared.damages())
                    .containsExactly("row is not windows-1252: a byte without a character at its byte 3");
            assertThat(undeclared.texts()).containsExactly("{id=3, name=x}");
            assertThat(undeclared.damages())
                    .containsExactly(
                            "row is not UTF-8: byte 0xE9 at its byte 3; set charset if the file has another",
                            "row is not UTF-8: byte 0x81 at its byte 3; set charset if the file has another");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "1             # row has 1 value, but the table has 2 columns",
                "1,2,3         # row has 3 values, but the table has 2 columns",
                "1,\"a\"b      # row has text after the closing quote of value 2",
                "1,\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" # row is longer than 40 bytes",
            })
    void aDamagedRowIsADeadLetterAndReadingContinues(String row, String expected) throws IOException {
        try (Reading reading = table("id,name\n" + row + "\n2,b\n").maxRecordSize(40)) {
            assertThat(reading.damages()).containsExactly(expected);
            assertThat(reading.texts()).containsExactly("{id=2, name=b}");
            assertThat(reading.records().get(0).origin().position()).isEqualTo("line 2, offset 8");
        }
    }

    @Test
    void aQuoteThatIsNeverClosedSaysHowMuchItTakesAlong() throws IOException {
        CsvOptions oneLine = new CsvOptions("auto", "\"", HeaderLine.NAMES, List.of(), List.of(), false);
        String text = "id,name\n1,a\n2,\"b\n3,c\n4,d\n";
        try (Reading many = table(text);
                Reading one = table(text).csv(oneLine)) {
            assertThat(many.damages())
                    .containsExactly(
                            "row has a quote that is never closed, so that it reaches to the end of the file (4 lines);"
                                    + " correct the file, or set csv.multiline: false if no value contains a line break");
            assertThat(many.texts()).containsExactly("{id=1, name=a}");
            assertThat(one.damages())
                    .containsExactly(
                            "row has a quote that is not closed in its line; set csv.multiline: true if values contain"
                                    + " line breaks");
            assertThat(one.texts()).containsExactly("{id=1, name=a}", "{id=3, name=c}", "{id=4, name=d}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "id,name,id # (line 1) has the name 'id' twice, for columns 1 and 3; name the columns with csv.columns"
                        + " and set csv.header: ignored",
                "id,,name   # (line 1) has no name for column 2; name the columns with csv.columns and set csv.header:"
                        + " ignored",
                "id,name,   # (line 1) has no name for column 3; name the columns with csv.columns and set csv.header:"
                        + " ignored",
                "id,\"na    # (line 1) is too long or has a quote that is not closed; correct the file",
                "id,\"a\"b  # (line 1) cannot be read: row has text after the closing quote of value 2; correct the"
                        + " file or source.inputs",
            })
    void aHeaderLineThatNamesNoColumnsIsRefusedBeforeAnythingIsRead(String header, String expected) throws IOException {
        try (Reading reading = table(header + "\n1,a,b\n")) {
            assertThatThrownBy(() -> reading.source().splits())
                    .isInstanceOf(MigratorException.class)
                    .hasMessage("the header line of file %s %s", reading.file(), expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"id,name\n", "id,name", "\n\n", "\uFEFF"})
    void aTableWithoutRowsIsReadAndHasNoRecords(String text) throws IOException {
        try (Reading reading = table(text)) {
            assertThat(reading.records()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv.gz", "a.csv.zst", "a.csv.bz2", "a.TSV.gz"})
    void compressedTablesAreRead(String name) throws IOException {
        byte[] content = Packed.as(name, Packed.utf8("id,name\n1,a\n"));
        try (Reading reading =
                Reading.of(name, name.endsWith("TSV.gz") ? Packed.gzip(Packed.utf8("id\tname\n1\ta\n")) : content)) {
            assertThat(reading.texts()).containsExactly("{id=1, name=a}");
        }
    }

    @Test
    void aTableOfAnyNameIsReadWhereTheFormatSaysSo() throws IOException {
        try (Reading reading =
                Reading.of("a.txt", Packed.utf8("id,name\n1,a\n")).format(JsonFormat.CSV)) {
            assertThat(reading.texts()).containsExactly("{id=1, name=a}");
        }
    }

    @Test
    void aTruncatedFileKeepsItsRowsAndCountsTheRest() throws IOException {
        byte[] whole = Packed.gzip(Packed.utf8("id,name\n1,a\n2,b\n"));
        byte[] cut = Arrays.copyOf(whole, whole.length - 9);
        byte[] none = Arrays.copyOf(whole, 5);
        try (Reading reading = Reading.of("a.csv.gz", cut);
                Reading unreadable = Reading.of("a.csv.gz", none)) {
            assertThat(reading.damages())
                    .containsExactly(
                            "the file ends in the middle of its gzip data, after %d bytes; the rest of it cannot be read"
                                    .formatted(cut.length));
            assertThat(unreadable.damages())
                    .containsExactly(
                            "the file ends in the middle of its gzip data, after 5 bytes; the rest of it cannot be read");
            SourceRecord damaged = unreadable.records().get(0);
            assertThat(unreadable.records(unreadable.source().splits().get(0), damaged.next()))
                    .isEmpty();
        }
    }

    private static Reading table(String text) {
        return Reading.of("a.csv", Packed.utf8(text));
    }
}
