package dev.graphiti.migrator.report.html;

import java.util.Locale;

/** The beginning of an element; {@link #of} gives it its content. Names are the code's own, values are escaped. */
record Tag(String name, String attributes) {
    static Tag tag(String name) {
        return new Tag(name, "");
    }

    static Tag tag(String name, String cssClass) {
        return cssClass.isEmpty() ? tag(name) : tag(name).with("class", cssClass);
    }

    static Tag bdi() {
        return tag("bdi");
    }

    Tag with(String attribute, String value) {
        return new Tag(name, attributes + " " + attribute + "=\"" + Escape.html(value) + "\"");
    }

    /** A coordinate or length, with one decimal. */
    Tag with(String attribute, double value) {
        return with(attribute, number(value));
    }

    Markup of(Object... content) {
        return new Markup("<" + name + attributes + ">" + Markup.of(content) + "</" + name + ">");
    }

    /** An element that has no content. */
    Markup empty() {
        return new Markup("<" + name + attributes + "/>");
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
