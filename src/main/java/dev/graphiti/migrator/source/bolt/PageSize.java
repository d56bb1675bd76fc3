package dev.graphiti.migrator.source.bolt;

/**
 * How many ids a page asks for: so many that what comes fills it and little is sent in vain. The server has made what is
 * sent ahead of a full page, and it comes again with the next.
 */
final class PageSize {
    /** Before anything is known of what the ids hold. */
    private static final long FIRST = 1_000;

    /** How full a page of the average record gets, so that most pages end by their ids. */
    private static final double FILL = 0.9;

    private final long most;
    private long ids;

    PageSize(long most) {
        this.most = most;
        this.ids = Math.min(FIRST, most);
    }

    /** Of the next page, at least one. */
    long ids() {
        return ids;
    }

    /** Tells what a page has held: ids behind which reading goes on, and the weight of their records. */
    void held(long someIds, long bytes) {
        double wanted = bytes == 0 ? most : FILL * Pages.BYTES * Math.max(1, someIds) / bytes;
        ids = (long) Math.max(1, Math.min(most, wanted));
    }
}
