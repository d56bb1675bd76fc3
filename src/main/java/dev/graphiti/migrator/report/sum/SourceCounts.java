package dev.graphiti.migrator.report.sum;

import dev.graphiti.migrator.ledger.json.LedgerJson;
import dev.graphiti.migrator.ledger.json.TextFile;
import dev.graphiti.migrator.run.RunFiles;
import dev.graphiti.migrator.text.Formats;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code source-counts.json} says: how much the source itself says that it holds.
 *
 * @param estimate what reading it takes, one sentence; empty where the source has nothing to say
 * @param notRead what was found where the source was to be looked for and is not read, a sentence for each collection
 * @param endsEachSplit whether the end of each split of the plan is counted, so that one without an end was not read
 * @param before counted before the first start of the run
 * @param after counted after the last record was read; null before that, and where nothing can have changed
 * @param notCountedAgain why there is no second count though one was asked for
 */
public record SourceCounts(
        String estimate,
        List<String> notRead,
        boolean endsEachSplit,
        List<CollectionCount> before,
        @Nullable List<CollectionCount> after,
        @Nullable String notCountedAgain) {
    /** Of a run that has no counts. */
    public static final SourceCounts NONE = new SourceCounts("", List.of(), false, List.of(), null, null);

    /** What is counted, as a word of a sentence in lower case. */
    public enum Unit {
        RECORDS,
        BYTES,
        OFFSETS;

        public String words() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** For instance {@code 1 record}. */
        public String words(long count) {
            String many = words();
            return Formats.count(count, many.substring(0, many.length() - 1), many);
        }
    }

    /** How a count compares with what was read, from the strictest on. */
    public enum Certainty {
        /** Of what does not change: as much must be read. */
        EXACT,
        /** True at its moment, while others may write: what is read lies between both counts. */
        LIVE,
        /** The same of a count that follows its content late: more may be read than was ever counted. */
        LAGGING
    }

    /**
     * One count of one collection; those of the same collection and unit are added up.
     *
     * @param collection empty for all that is not counted otherwise, with a reason
     * @param unknown why there is no count; null if there is one
     */
    public record CollectionCount(
            String collection,
            Unit unit,
            long count,
            Certainty certainty,
            @Nullable String unknown) {
        public CollectionCount(String collection, Unit unit, long count, Certainty certainty) {
            this(collection, unit, count, certainty, null);
        }
    }

    public SourceCounts {
        notRead = List.copyOf(notRead);
        before = List.copyOf(before);
        after = after == null ? null : List.copyOf(after);
    }

    /** What the run's folder holds; empty where it has no such file. */
    public static Optional<SourceCounts> read(RunFiles files) {
        String path = files.sourceCounts();
        return new TextFile(path).read().map(json -> LedgerJson.read(json, SourceCounts.class, path));
    }

    public void write(RunFiles files) {
        new TextFile(files.sourceCounts()).write(LedgerJson.write(this));
    }

    /** Whether a second count is to be asked for: none was, and something may have changed since the first one. */
    public boolean awaitSecondCount() {
        return after == null
                && notCountedAgain == null
                && before.stream().anyMatch(count -> count.certainty() != Certainty.EXACT);
    }

    public SourceCounts countedAgain(List<CollectionCount> counts) {
        return new SourceCounts(estimate, notRead, endsEachSplit, before, Objects.requireNonNull(counts), null);
    }

    public SourceCounts notCountedAgain(String why) {
        return new SourceCounts(estimate, notRead, endsEachSplit, before, null, why);
    }
}
