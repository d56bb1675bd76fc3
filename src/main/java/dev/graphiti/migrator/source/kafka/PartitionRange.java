package dev.graphiti.migrator.source.kafka;

/** The messages of a partition from one offset up to, and without, another. */
record PartitionRange(int partition, long start, long end) {
    String spec() {
        return "%d %d %d".formatted(partition, start, end);
    }

    static PartitionRange parse(String spec) {
        String[] parts = spec.split(" ", -1);
        return new PartitionRange(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }
}
