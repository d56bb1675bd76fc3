package dev.graphiti.migrator.mapping.yaml;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** The plain text of HTML: without tags, scripts and styles, with a line for each block. */
final class HtmlText {
    private static final Pattern SPACES = Pattern.compile("[ \\t\\u00a0]+");
    private static final Pattern AROUND_BREAKS = Pattern.compile(" ?\n ?");
    private static final Pattern BREAKS = Pattern.compile("\n{3,}");

    private HtmlText() {}

    /** The text as it is if it contains neither tags nor entities. */
    static String plain(String html) {
        if (html.indexOf('<') < 0 && html.indexOf('&') < 0) {
            return html;
        }
        StringBuilder text = new StringBuilder();
        NodeTraversor.traverse(
                new Collector(text), Jsoup.parseBodyFragment(html).body());
        String spaced = SPACES.matcher(text).replaceAll(" ");
        return BREAKS.matcher(AROUND_BREAKS.matcher(spaced).replaceAll("\n"))
                .replaceAll("\n\n")
                .strip();
    }

    private record Collector(StringBuilder text) implements NodeVisitor {
        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode inline) {
                boolean isVerbatim = node.parent() instanceof Element parent
                        && parent.normalName().equals("pre");
                text.append(isVerbatim ? inline.getWholeText() : inline.text());
            } else if (node instanceof Element element) {
                if (isCell(element)) {
                    text.append(' ');
                } else if (element.isBlock()) {
                    endLine(breaks(element));
                } else if (element.normalName().equals("br")) {
                    text.append('\n');
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element && element.isBlock() && !isCell(element)) {
                endLine(breaks(element));
            }
        }

        private static boolean isCell(Element element) {
            return element.normalName().equals("td") || element.normalName().equals("th");
        }

        private static int breaks(Element element) {
            return element.normalName().equals("p") ? 2 : 1;
        }

        /** At least so many line breaks, except at the beginning. */
        private void endLine(int breaks) {
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == ' ') {
                end--;
            }
            int found = 0;
            while (found < end && text.charAt(end - 1 - found) == '\n') {
                found++;
            }
            if (end > found) {
                text.append("\n".repeat(Math.max(0, breaks - found)));
            }
        }
    }
}
