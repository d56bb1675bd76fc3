package dev.graphiti.migrator.text;

/** Texts of others, such as names of files and values of records, in what a person reads. */
public final class Legible {
    private Legible() {}

    /** The text without what would break a line or write to a terminal. */
    public static String of(String text) {
        StringBuilder legible = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point) || point == 0x2028 || point == 0x2029) {
                legible.append("\\u%04x".formatted(point));
            } else {
                legible.appendCodePoint(point);
            }
        });
        return legible.toString();
    }
}
