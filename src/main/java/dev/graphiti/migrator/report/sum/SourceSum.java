package dev.graphiti.migrator.report.sum;

import dev.graphiti.migrator.report.sum.SourceCounts.Certainty;
import dev.graphiti.migrator.text.Formats;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Counts of the source of one collection, beside what was read of it.
 *
 * @param unit null where the source did not count it
 * @param before counted before reading; null where the source did not count it
 * @param after counted after reading; null where it was not
 * @param read in the same unit; records where the source did not count
 * @param lost what could not be read though the source counted it: what follows damage that is a dead letter, or offsets
 *     that Kafka had deleted
 * @param cause why the count and what was read differ; empty if they are equal
 */
public record SourceSum(
        String collection,
        SourceCounts.@Nullable Unit unit,
        @Nullable Long before,
        @Nullable Long after,
        long read,
        long lost,
        Outcome outcome,
        String cause) {
    /** How the count compares with what was read. */
    public enum Outcome {
        /** As much was read as was counted. */
        EQUAL,
        /** They differ for a cause that is known and has its bound. */
        EXPLAINED,
        /** They differ for no cause that is known: the sum does not hold. */
        UNEXPLAINED,
        /** The source cannot count this collection. */
        NOT_COUNTED;

        /** As a person would say it. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** @param reason why; empty for a source that never counts it */
    static SourceSum notCounted(String collection, long records, String reason) {
        String cause = "not counted by the source" + (reason.isEmpty() ? "" : ": " + reason);
        return new SourceSum(collection, null, null, null, records, 0, Outcome.NOT_COUNTED, cause);
    }

    /**
     * Compares.
     *
     * @param notCountedAgain why there is no count after reading; null if there is one, or none was needed
     */
    static SourceSum of(
            String collection,
            SourceCounts.Unit unit,
            Certainty certainty,
            long before,
            @Nullable Long after,
            @Nullable String notCountedAgain,
            long read,
            long lost) {
        Comparison found = new Comparison(unit, certainty, before, after, notCountedAgain, read, lost);
        return new SourceSum(collection, unit, before, after, read, lost, found.outcome(), found.cause());
    }

    /** For instance {@code docs: 12 bytes fewer than counted}, what a report and a sentence say of a difference. */
    public String words() {
        String name = collection.isEmpty() ? "(no collection)" : collection;
        return unit == null ? name + ": " + cause : "%s (%s): %s".formatted(name, unit.words(), cause);
    }

    /** What was read, and what is known to be lost, against the counts. */
    private record Comparison(
            SourceCounts.Unit unit,
            Certainty certainty,
            long before,
            @Nullable Long after,
            @Nullable String notCountedAgain,
            long read,
            long lost) {
        private long seen() {
            return read + lost;
        }

        Outcome outcome() {
            if (seen() == before) {
                return lost == 0 ? Outcome.EQUAL : Outcome.EXPLAINED;
            }
            return isWritten() || isLate() || isGone() ? Outcome.EXPLAINED : Outcome.UNEXPLAINED;
        }

        /** Others have written to the source: without a second count, only what came in addition is known to be theirs. */
        private boolean isWritten() {
            if (certainty == Certainty.EXACT) {
                return false;
            }
            return after == null
                    ? seen() > before
                    : seen() >= Math.min(before, after) && seen() <= Math.max(before, after);
        }

        private boolean isLate() {
            return certainty == Certainty.LAGGING && seen() > before;
        }

        /**
         * The source lost a part while it was read, and a dead letter says which: how much it was is an estimate where the
         * count is not exact.
         */
        private boolean isGone() {
            return certainty != Certainty.EXACT && lost > 0 && read < before;
        }

        String cause() {
            return switch (outcome()) {
                case EQUAL, NOT_COUNTED -> "";
                case UNEXPLAINED -> difference() + " (" + counts() + ")" + damage("; ");
                case EXPLAINED -> seen() == before ? damage("") : difference() + ": " + why() + damage("; ");
            };
        }

        private String difference() {
            return "%s %s than counted"
                    .formatted(Formats.count(Math.abs(seen() - before)), seen() > before ? "more" : "fewer");
        }

        private String why() {
            if (isWritten()) {
                return "the source was written to while it was read (%s)".formatted(counts());
            }
            return isLate()
                    ? "the source's count is updated with a delay (%s)".formatted(counts())
                    : "a part of it was deleted while it was read, which is recorded as a dead letter (%s)"
                            .formatted(counts());
        }

        private String counts() {
            String first = Formats.count(before) + " before";
            if (after != null) {
                return first + ", " + Formats.count(after) + " after";
            }
            return notCountedAgain == null ? first : first + "; it could not be counted again: " + notCountedAgain;
        }

        private String damage(String joint) {
            if (lost == 0) {
                return "";
            }
            String why = unit == SourceCounts.Unit.OFFSETS
                    ? "the brokers no longer had them"
                    : "they come after damage that is recorded as a dead letter";
            return "%s%s could not be read, because %s".formatted(joint, Formats.count(lost), why);
        }
    }
}
