package dev.graphiti.migrator.source.parquet.column;

/** What becomes of bytes of which the file does not say what they are. */
public enum BinaryForm {
    /** Text where they are UTF-8, else Base64. */
    AUTO,
    /** A vector of little-endian 32-bit floats. */
    FLOATS
}
