package dev.graphiti.migrator.source.stored.packed;

import java.io.IOException;
import java.util.OptionalLong;

/** The rest of a file can never be read, however often it is tried. The message goes on after "the file". */
public final class DamagedFileException extends IOException {
    private final OptionalLong offset;

    private DamagedFileException(String message, OptionalLong offset) {
        super(message);
        this.offset = offset;
    }

    /** Damage of the file as it is stored, which has no place in the text. */
    public static DamagedFileException stored(String message) {
        return new DamagedFileException(message, OptionalLong.empty());
    }

    /** Damage at a place of the text. */
    public static DamagedFileException at(long offset, String message) {
        return new DamagedFileException(message, OptionalLong.of(offset));
    }

    public OptionalLong offset() {
        return offset;
    }
}
