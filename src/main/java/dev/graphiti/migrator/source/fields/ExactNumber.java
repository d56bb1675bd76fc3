package dev.graphiti.migrator.source.fields;

/**
 * A number that neither a {@code long} nor a {@code double} holds without losing a digit, as the source wrote it. It is
 * a number in JSON, and a text for whatever stores numbers in 64 bits.
 *
 * @param digits a number as JSON writes it
 */
public record ExactNumber(String digits) {
    @Override
    public String toString() {
        return digits;
    }
}
