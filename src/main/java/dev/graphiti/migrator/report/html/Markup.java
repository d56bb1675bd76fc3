package dev.graphiti.migrator.report.html;

import dev.graphiti.migrator.text.Formats;
import java.util.Collection;

/**
 * HTML that is safe to show. It is made of tags that the code names and of texts that are escaped on the way in; there
 * is no other way to make it, so a record's text cannot become markup. Well-formed as XML too.
 */
final class Markup {
    static final Markup NOTHING = new Markup("");
    private static final int LONGEST_NAME = 120;

    private final String html;

    Markup(String html) {
        this.html = html;
    }

    /** Markup as it is, the members of a collection one after the other, and the text of anything else. */
    static Markup of(Object... parts) {
        StringBuilder html = new StringBuilder();
        for (Object part : parts) {
            append(html, part);
        }
        return new Markup(html.toString());
    }

    /** A name that a source has given: isolated, so that its direction of writing stays its own, and not too long. */
    static Markup name(String untrusted) {
        Tag bdi = Tag.bdi();
        return untrusted.length() > LONGEST_NAME
                ? bdi.with("title", Formats.shortened(untrusted, 1_000)).of(Formats.shortened(untrusted, LONGEST_NAME))
                : bdi.of(untrusted.isBlank() ? "(empty)" : untrusted);
    }

    private static void append(StringBuilder html, Object part) {
        if (part instanceof Markup markup) {
            html.append(markup.html);
        } else if (part instanceof Collection<?> parts) {
            parts.forEach(each -> append(html, each));
        } else {
            html.append(Escape.html(String.valueOf(part)));
        }
    }

    @Override
    public String toString() {
        return html;
    }
}
