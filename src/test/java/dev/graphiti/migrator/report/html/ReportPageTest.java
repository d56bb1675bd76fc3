package dev.graphiti.migrator.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.report.ExtremeRuns;
import dev.graphiti.migrator.report.RunReport;
import dev.graphiti.migrator.report.SampleRuns;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ReportPageTest {
    private static final Map<String, RunReport> REPORTS = Map.of(
            "example", SampleRuns.example(),
            "realistic", SampleRuns.realistic(),
            "too-much", ExtremeRuns.tooMuch(),
            "nothing-changed", ExtremeRuns.nothingChanged(),
            "nothing-at-all", ExtremeRuns.nothingAtAll());
    private static final Set<String> HARMLESS = Set.of(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "header",
            "main",
            "footer",
            "section",
            "h1",
            "h2",
            "p",
            "div",
            "span",
            "strong",
            "b",
            "i",
            "small",
            "bdi",
            "code",
            "pre",
            "dl",
            "dt",
            "dd",
            "ul",
            "ol",
            "li",
            "figure",
            "figcaption",
            "details",
            "summary",
            "table",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "th",
            "td",
            "svg",
            "path",
            "line",
            "circle",
            "polygon",
            "text");
    private static final Set<String> HARMLESS_ATTRIBUTES = Set.of(
            "xmlns",
            "lang",
            "charset",
            "http-equiv",
            "content",
            "name",
            "class",
            "style",
            "title",
            "role",
            "tabindex",
            "aria-label",
            "aria-hidden",
            "scope",
            "dir",
            "viewBox",
            "preserveAspectRatio",
            "d",
            "points",
            "x",
            "y",
            "x1",
            "x2",
            "y1",
            "y2",
            "cx",
            "cy",
            "r");

    @Example
    void isWellFormedAndLoadsNothing() throws IOException {
        for (Map.Entry<String, RunReport> report : REPORTS.entrySet()) {
            String page = ReportPage.of(report.getValue());
            keep(report.getKey(), page);
            assertHarmless(page);
            assertThat(page).doesNotContain("<script", "href=", "src=", "url(", "@import");
        }
    }

    @Example
    void isTheSameEveryTime() {
        assertThat(ReportPage.of(SampleRuns.realistic())).isEqualTo(ReportPage.of(SampleRuns.realistic()));
    }

    @Example
    void staysSmallHoweverMuchThereIs() {
        assertThat(page("too-much").length()).isLessThan(400_000);
    }

    @Example
    void saysTheVerdictAndTheSentence() {
        assertThat(ReportPage.of(SampleRuns.example()))
                .contains("Everything is accounted for, 27 dead-lettered")
                .contains("700 records read = 668 mapped");
        assertThat(ReportPage.of(ExtremeRuns.nothingChanged()))
                .contains("Nothing changed: the graph already held all of it");
        assertThat(page("too-much")).contains("Not finished: the run is stopped");
    }

    @Example
    void warnsOfGroupsThatSearchCannotGoThrough() {
        assertThat(ReportPage.of(SampleRuns.realistic())).contains("groups hold more than 50,000 vectors.");
        assertThat(ReportPage.of(SampleRuns.example())).doesNotContain("50,000 vectors");
    }

    @Example
    void namesThePlaceOfAnExample() {
        assertThat(ReportPage.of(SampleRuns.example()))
                .contains("docs-0003.jsonl")
                .contains("offset 1000");
    }

    @Property(tries = 120)
    void noTextBecomesMarkup(@ForAll("nasty") String text) {
        Document page = assertHarmless(ReportPage.of(ExtremeRuns.saying(text)));
        assertThat(shape(page)).isEqualTo(shape(assertHarmless(ReportPage.of(ExtremeRuns.saying("plain")))));
    }

    @Provide
    Arbitrary<String> nasty() {
        Arbitrary<String> pieces = Arbitraries.of(
                "<script>alert(1)</script>",
                "</style><img src=x onerror=alert(1)>",
                "\" onload=\"alert(1)",
                "' style='x:expression(1)",
                "]]>",
                "<!--",
                "--!>",
                "&lt;b&gt;",
                "&#60;",
                "javascript:alert(1)",
                "\u0000\u001b[31m",
                "\ud800",
                "\udc00x",
                "\u202egnp.exe",
                "\ufffe",
                "</pre></details></text></svg>",
                "<![CDATA[",
                "`${alert(1)}`",
                "+ADw-script+AD4-",
                "ﬀ<",
                "مرحبا",
                "漢字",
                "%s%n",
                "x");
        return Arbitraries.oneOf(
                        pieces, Arbitraries.strings().all().ofMinLength(1).ofMaxLength(60))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(parts -> String.join("", parts))
                .filter(text -> !text.isBlank() && text.strip().length() > 1);
    }

    private static String page(String name) {
        return ReportPage.of(Objects.requireNonNull(REPORTS.get(name)));
    }

    /** Pages to look at, beside the test reports. */
    private static void keep(String name, String page) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "report-pages"));
        Files.writeString(folder.resolve(name + ".html"), page);
    }

    private static List<String> shape(Document page) {
        NodeList elements = page.getElementsByTagName("*");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < elements.getLength(); i++) {
            names.add(elements.item(i).getNodeName());
        }
        // Which labels of the picture find room depends on how long they are.
        names.removeIf(name -> name.equals("text"));
        return names;
    }

    private static Document assertHarmless(String page) {
        Document document = parsed(page);
        Set<String> elements = new TreeSet<>();
        Set<String> attributes = new TreeSet<>();
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            elements.add(element.getTagName());
            NamedNodeMap own = element.getAttributes();
            for (int j = 0; j < own.getLength(); j++) {
                attributes.add(own.item(j).getNodeName());
            }
        }
        assertThat(HARMLESS).containsAll(elements);
        assertThat(HARMLESS_ATTRIBUTES).containsAll(attributes);
        return document;
    }

    private static Document parsed(String page) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(page)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("the page is not well-formed: " + e.getMessage(), e);
        }
    }
}
