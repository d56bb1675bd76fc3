package dev.graphiti.migrator.model;

/** About how many bytes an element takes in memory and on its way to the server; cheap rather than exact. */
public final class ElementSize {
    /** Bolt sends each component as a double with a marker. */
    private static final int BYTES_OF_FLOAT = 9;

    private static final int BYTES_OF_ELEMENT = 400;

    /** Of one in a list. */
    static final int BYTES_OF_UUID = 40;

    private ElementSize() {}

    /** Of all elements of a record. */
    public static long of(MappedRecord record) {
        long size = BYTES_OF_ELEMENT;
        for (GraphElement element : record.elements()) {
            size += of(element);
        }
        return size;
    }

    public static long of(GraphElement element) {
        Embedding vector = element.vector();
        return BYTES_OF_ELEMENT
                + element.textSize()
                + (vector == null ? 0 : (long) BYTES_OF_FLOAT * vector.dimension());
    }
}
