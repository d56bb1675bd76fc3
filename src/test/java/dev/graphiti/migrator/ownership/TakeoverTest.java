package dev.graphiti.migrator.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.graph.lease.RunLease.Holder;
import dev.graphiti.migrator.model.RunOwner;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class TakeoverTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000);
    private static final String OURS = "our job";
    private static final String THEIRS = "their job";

    @Example
    void aRunWithoutAnOwnerIsTaken() {
        assertThat(Takeover.of(OURS, null, null, owner -> Evidence.RUNNING)).isEqualTo(Takeover.TAKE);
    }

    @Property
    void theSameJobKeepsItsRun(@ForAll Evidence evidence, @ForAll @LongRange(min = -99, max = 99) long remaining) {
        Holder held = holder(OURS, NOW, remaining);

        assertThat(Takeover.of(OURS, held, null, owner -> evidence)).isEqualTo(Takeover.TAKE);
    }

    /** The rule: an end that is known, or a lease that has expired. */
    @Property
    void anotherJobTakesItOnlyAfterItsEndOrItsLease(
            @ForAll Evidence evidence,
            @ForAll @LongRange(min = -99, max = 99) long remaining,
            @ForAll boolean renewed) {
        Holder held = holder(THEIRS, NOW, remaining);
        Holder first = renewed ? holder(THEIRS, NOW.minusSeconds(5), remaining) : held;

        Takeover verdict = Takeover.of(OURS, held, first, owner -> evidence);

        boolean mayTake = evidence == Evidence.ENDED || (remaining <= 0 && evidence != Evidence.RUNNING);
        assertThat(verdict == Takeover.TAKE).isEqualTo(mayTake);
        if (!mayTake) {
            boolean lives = evidence != Evidence.UNKNOWN || renewed;
            assertThat(verdict).isEqualTo(lives ? Takeover.REFUSE : Takeover.WAIT);
        }
    }

    /** So nobody waits for ever: the lease runs out, or is renewed, or has another owner. */
    @Property
    void whoWaitsIsAnsweredWhenTheLeaseChanges(@ForAll @LongRange(min = 1, max = 99) long remaining) {
        Holder first = holder(THEIRS, NOW, remaining);

        assertThat(Takeover.of(OURS, holder("a third job", NOW, remaining), first, owner -> Evidence.UNKNOWN))
                .isEqualTo(Takeover.REFUSE);
        assertThat(Takeover.of(OURS, holder(THEIRS, NOW, 0), first, owner -> Evidence.UNKNOWN))
                .isEqualTo(Takeover.TAKE);
    }

    private static Holder holder(String job, Instant renewed, long remaining) {
        RunOwner owner = new RunOwner(job, "token of " + job, "here", 1, "", "", null);
        return new Holder(owner, 1, Instant.EPOCH, renewed, NOW.plusSeconds(remaining), NOW);
    }
}
