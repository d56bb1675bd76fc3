package dev.graphiti.migrator.source.graphrag;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a list that was written as a text: as JSON, as Python or numpy print one, or joined by commas. What is none of
 * these is refused, for half an id is worse than none.
 */
final class ListText {
    private static final Pattern ARRAY = Pattern.compile("(?s)array\\((\\[.*])(?:,\\s*dtype=[^)]*)?\\)");
    private static final Pattern ENCLOSED = Pattern.compile("(?s)\\[(.*)]|\\((.*)\\)|\\{(.*)}");
    private static final Pattern NO_BARE = Pattern.compile("[\\[\\](){}\"'\\\\]|\\.\\.\\.");
    private static final Set<String> NOTHING = Set.of("", "None", "none", "null", "nan", "NaN", "<NA>");

    private final String text;
    private final boolean commasOnly;
    private final List<String> items = new ArrayList<>();
    private int at;

    private ListText(String text, boolean commasOnly) {
        this.text = text;
        this.commasOnly = commasOnly;
    }

    /** @throws IllegalArgumentException if the text is no list */
    static List<String> parse(String given) {
        String text = given.strip();
        Matcher array = ARRAY.matcher(text);
        if (array.matches()) {
            text = array.group(1);
        }
        Matcher enclosed = ENCLOSED.matcher(text);
        if (!enclosed.matches()) {
            return new ListText(text, true).items();
        }
        String inner = enclosed.group(1) != null
                ? enclosed.group(1)
                : enclosed.group(2) != null ? enclosed.group(2) : enclosed.group(3);
        return new ListText(inner, false).items();
    }

    private List<String> items() {
        boolean separated = true;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ',' || Character.isWhitespace(c)) {
                separated |= !commasOnly || c == ',';
                at++;
            } else if (!separated) {
                throw noList();
            } else {
                add(c);
                separated = false;
            }
        }
        return items;
    }

    private void add(char first) {
        if (first == '"' || first == '\'') {
            items.add(quoted(first));
            return;
        }
        String bare = bare();
        if (NO_BARE.matcher(bare).find()) {
            throw noList();
        }
        if (!NOTHING.contains(bare)) {
            items.add(bare);
        }
    }

    /** An id of this form may hold spaces where commas are between the ids. */
    private String bare() {
        boolean endsAtSpace = !commasOnly && text.indexOf(',') < 0;
        int start = at;
        while (at < text.length()
                && text.charAt(at) != ','
                && !(endsAtSpace && Character.isWhitespace(text.charAt(at)))) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private String quoted(char quote) {
        StringBuilder item = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                return item.toString();
            }
            item.append(c == '\\' ? escaped() : c);
        }
        throw noList();
    }

    private char escaped() {
        at++;
        if (at >= text.length()) {
            throw noList();
        }
        char c = text.charAt(at);
        int digits = c == 'u' ? 4 : c == 'x' ? 2 : 0;
        if (digits > 0 && at + digits < text.length()) {
            at += digits;
            return (char) Integer.parseUnsignedInt(text.substring(at - digits + 1, at + 1), 16);
        }
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '"', '\'', '\\', '/' -> c;
            default -> throw noList();
        };
    }

    private static IllegalArgumentException noList() {
        return new IllegalArgumentException("it is not a list");
    }
}
