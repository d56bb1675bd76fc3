package dev.graphiti.migrator.mapping.reshape;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graphiti.migrator.text.Formats;
import java.time.Duration;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.joni.Matcher;

/** What a program may still do with the record at hand. Steps are counted, so that a record fails in each attempt or in none. */
final class Budget {
    private static final int SIZE_OF_STEP = 128;
    private static final int LONGEST_TEXT = 1 << 24;
    private static final int MOST_ITEMS = 1 << 22;

    private final ReshapeLimits limits;
    private long steps;
    private long regexNanos;

    Budget(ReshapeLimits limits) {
        this.limits = limits;
    }

    /** Begins with the next record. */
    void renew() {
        steps = limits.steps();
        regexNanos = limits.regexTime().toNanos();
    }

    /** An expression is evaluated. */
    void step() {
        take(1);
    }

    /** A value was made, or taken out of a larger one. */
    void made(JsonNode value) {
        int size = value.isTextual() ? value.textValue().length() : value.size();
        int most = value.isTextual() ? LONGEST_TEXT : MOST_ITEMS;
        if (size > most) {
            throw new LimitException("the program makes a value of more than %s %s of this record; correct it"
                    .formatted(Formats.count(most), value.isTextual() ? "characters" : "items"));
        }
        take(1 + size / SIZE_OF_STEP);
    }

    private void take(int count) {
        steps -= count;
        if (steps < 0) {
            throw new LimitException(
                    ("the program has not ended after %s steps on this record; correct an endless loop,"
                                    + " or raise reshape-limits.steps")
                            .formatted(Formats.count(limits.steps())));
        }
    }

    /** A result more. */
    void result(int before) {
        if (before >= limits.results()) {
            throw new LimitException(
                    "the program makes more than %s results of this record; correct it, or raise reshape-limits.results"
                            .formatted(Formats.count(limits.results())));
        }
    }

    /**
     * Where a regular expression matches next, negative if it does not.
     *
     * @param regex for messages
     */
    int search(Matcher matcher, int from, int to, String regex) throws JsonQueryException {
        take(1);
        matcher.setTimeout(Math.max(1, regexNanos));
        long start = System.nanoTime();
        try {
            return matcher.searchInterruptible(from, to, 0);
        } catch (InterruptedException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new StoppedException(e);
            }
            throw slow(regex);
        } finally {
            regexNanos -= System.nanoTime() - start;
        }
    }

    private LimitException slow(String regex) {
        Duration time = limits.regexTime();
        return new LimitException(
                "the regular expression %s has not ended after %s on this record; simplify it, or raise reshape-limits.regex-time"
                        .formatted(Formats.shortened(regex, 80), Formats.duration(time)));
    }
}
