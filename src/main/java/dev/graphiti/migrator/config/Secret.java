package dev.graphiti.migrator.config;

import dev.graphiti.migrator.text.Masking;
import java.io.Serializable;

/**
 * A value that must not be seen: its text form is three stars.
 *
 * @param shown whether its owner has found that it is no secret; then its text form is the value
 */
public record Secret(String value, boolean shown) implements Serializable {
    public Secret(String value) {
        this(value, false);
    }

    @Override
    public String toString() {
        return shown ? Masking.of(value) : Masking.MASK;
    }
}
