package dev.graphiti.migrator.source.parquet.file;

import java.io.IOException;

/** A file, or the rest of a row group, can never be read, however often it is tried. The message says why. */
public final class DamagedParquetException extends IOException {
    private final String sentence;

    DamagedParquetException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    DamagedParquetException(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    /** The message, which is never missing. */
    public String sentence() {
        return sentence;
    }
}
