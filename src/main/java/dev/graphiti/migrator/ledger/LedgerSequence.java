package dev.graphiti.migrator.ledger;

/**
 * The place of a row in the ledger of its run. It is unique there, and grows in the order in which one writer has worked.
 * A replay begins after a completed checkpoint and counts from there again: rows that no checkpoint has covered are
 * replaced and not doubled.
 *
 * @param checkpoint the first that can cover the row
 * @param writer which step of the job has written the element, from 0
 * @param subtask of that step
 * @param count of the rows of that subtask since the last checkpoint, from 0
 */
public record LedgerSequence(long checkpoint, int writer, int subtask, long count) {
    private static final int BITS_OF_CHECKPOINT = 24;
    private static final int BITS_OF_WRITER = 3;
    private static final int BITS_OF_SUBTASK = 9;
    private static final int BITS_OF_COUNT = 27;

    public LedgerSequence {
        require("checkpoint", checkpoint, BITS_OF_CHECKPOINT);
        require("writer", writer, BITS_OF_WRITER);
        require("subtask", subtask, BITS_OF_SUBTASK);
        require("count", count, BITS_OF_COUNT);
    }

    private static void require(String part, long value, int bits) {
        if (value < 0 || value >>> bits != 0) {
            throw new IllegalArgumentException(
                    "a row of the ledger has the %s %d; %d is the largest; set a shorter checkpoint.interval if it is the count"
                            .formatted(part, value, (1L << bits) - 1));
        }
    }

    /** All parts in one positive number, in their order. */
    public long number() {
        long step = (checkpoint << BITS_OF_WRITER) | writer;
        return (((step << BITS_OF_SUBTASK) | subtask) << BITS_OF_COUNT) | count;
    }

    public static LedgerSequence of(long number) {
        return new LedgerSequence(
                number >>> (BITS_OF_COUNT + BITS_OF_SUBTASK + BITS_OF_WRITER),
                (int) part(number, BITS_OF_COUNT + BITS_OF_SUBTASK, BITS_OF_WRITER),
                (int) part(number, BITS_OF_COUNT, BITS_OF_SUBTASK),
                part(number, 0, BITS_OF_COUNT));
    }

    private static long part(long number, int from, int bits) {
        return (number >>> from) & ((1L << bits) - 1);
    }
}
