package dev.graphiti.migrator.source.pinecone;

import dev.graphiti.migrator.source.SourceSplit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What reading will take of Pinecone's quotas: a unit for ten records fetched and a unit for a page of ids. */
record ReadEstimate(PineconeOptions options, List<SourceSplit> splits) {
    private static final int RECORDS_PER_UNIT = 10;

    /** Read units that a project on the free plan has in a month. */
    private static final long STARTER_UNITS = 1_000_000;

    long records() {
        return splits.stream().mapToLong(SourceSplit::size).sum();
    }

    private long pages() {
        return options.idFiles().isEmpty() ? ceil(records(), PineconeWire.PAGE) + splits.size() : 0;
    }

    long readUnits() {
        return ceil(records(), RECORDS_PER_UNIT) + pages();
    }

    /** At the quotas; with few splits, or a slow line, it takes longer. */
    Duration shortest() {
        double fetches = ceil(records(), options.fetchSize()) / options.fetchRate();
        double seconds = Math.max(fetches, pages() / options.listRate());
        if (options.readUnitRate() != null) {
            seconds = Math.max(seconds, readUnits() / options.readUnitRate());
        }
        return Duration.ofSeconds((long) Math.ceil(seconds));
    }

    String sentence() {
        String sentence = String.format(
                Locale.ROOT,
                "Pinecone index %s: about %,d records in %d splits, about %,d read units, at least %s at %s requests/s",
                options.name(),
                records(),
                splits.size(),
                readUnits(),
                inWords(shortest()),
                number(options.fetchRate()));
        return readUnits() <= STARTER_UNITS
                ? sentence
                : sentence + ". That is more than the 1,000,000 read units that a month has on the Starter plan";
    }

    private static String inWords(Duration time) {
        return time.toMinutes() < 2 ? time.toSeconds() + " s" : time.toMinutes() + " min";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static long ceil(long count, long size) {
        return (count + size - 1) / size;
    }
}
