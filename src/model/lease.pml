/*
 * One owner for each run: the protocol of docs/decisions/0011-one-owner-for-each-run.md.
 * .ci/check-model checks it, and checks that it fails if one guard is removed.
 *
 * A submission is a client and the job that it submits. A job has attempts, an attempt has WRITERS writers and a
 * committer. A writer writes ELEMENTS elements in their order, one in each batch; each makes one row of the ledger.
 * "Row" stands for the rows of the ledger, the dead letters and the counts: they become visible in the same way.
 *
 * What is simplified, each time to more behavior than there is, unless it says otherwise:
 * - A batch and an opening are one step. They are one transaction, and nothing outside it depends on their middle.
 *   A batch that the server has ended did not happen.
 * - Taking, ending and releasing are several steps, because they write files while they hold the lock of the run. The
 *   server may end the transaction between any two of them; the client does not notice before it commits.
 * - There is no clock. The lease may expire at any moment. With TIMELY it expires only if whoever renews it is gone.
 * - A cluster or a process may always be silent. So the model has no refusal: who is refused asks again.
 * - A client that has crashed may come back as the verb "report".
 * - All writers acknowledge a checkpoint in one step. They do not depend on each other, so all cuts are reached.
 * - All files of a checkpoint become visible in one step. (Less: a crash between two renames is a crash before the
 *   first, because the next committer repeats all of them and those that are done do not change.)
 * - What is not visible when a checkpoint is taken is in its committers' state, so publishing it publishes those too.
 */
#ifndef SUBMISSIONS
#define SUBMISSIONS 2
#endif
#ifndef ATTEMPTS
#define ATTEMPTS 2
#endif
#ifndef WRITERS
#define WRITERS 2
#endif
#ifndef ELEMENTS
#define ELEMENTS 1
#endif
#ifndef CRASHES
#define CRASHES 1    /* of clients, JobManagers, TaskManagers and transactions, all together */
#endif
#define CHECKPOINTS (SUBMISSIONS * ATTEMPTS * WRITERS * ELEMENTS)

#define ID(s, a) (((s) - 1) * ATTEMPTS + (a))   /* of an attempt */
#define IDS (SUBMISSIONS * ATTEMPTS)
#define NOBODY 255

/* A job. */
#define NONE 0
#define RUNNING 1
#define FAILED 2
#define FINISHED 3

/* ---- The target. Submission s has the token s. ---- */
byte owner;                        /* 0: none */
byte locked;                       /* whose transaction holds the lock of the run and its writers */
byte writer[WRITERS] = NOBODY;     /* the attempt whose token is on the node of a writer */
bool graph[WRITERS * ELEMENTS];

/* ---- The folder of the run. ---- */
byte file;                         /* the token in lease.json; 0: no file */
byte state = RUNNING;              /* in run.json */
byte jobs[SUBMISSIONS];            /* in run.json, in the order of their submission */
byte submitted;
byte rows[WRITERS * ELEMENTS];     /* how often the row of an element is visible */
typedef Checkpoint {
    byte job;
    byte number;
    byte previous;                 /* what its rows follow */
    byte at[WRITERS];              /* how many elements of each writer it covers */
    bool complete;
    bool visible
};
Checkpoint checkpoint[CHECKPOINTS + 1];   /* 0 is the beginning of the source */
byte taken;

/* ---- The jobs. ---- */
byte job[SUBMISSIONS + 1];
byte from[SUBMISSIONS + 1];        /* the checkpoint that its current attempt was restored from, or has completed */
byte attempt[SUBMISSIONS + 1];     /* which one the JobManager takes for the living one */
bool broken[SUBMISSIONS + 1];      /* that one has failed */
bool expelled[SUBMISSIONS + 1];    /* that one has failed for good */
bool started[IDS];
byte position[IDS * WRITERS];
byte told[IDS];                    /* the last checkpoint that an attempt's committer was told of */
byte published[IDS];               /* the last one that it has made visible */

/* ---- The environment, and what only the properties look at. ---- */
byte crashes = CRASHES;
bool present[SUBMISSIONS + 1];     /* the client is there */
bool gone[SUBMISSIONS + 1];        /* it was */
byte opened[WRITERS] = NOBODY;     /* the attempt that was the last to open */
bool reported;
bool endless;                      /* a job has finished, its process died before run.json said so, and it had no cluster */

#define fails (crashes > 0)
#define hasEnded(s) (job[s] >= FAILED || (job[s] == NONE && !present[s]))
#ifdef TIMELY
#ifdef RENEW_BY_CLIENT
#define expired(s) (!present[s])
#else
#define expired(s) (job[s] != RUNNING && !(job[s] == NONE && present[s]))
#endif
#else
#define expired(s) true
#endif

/* The newest checkpoint of the last job that has one. */
inline choose() {
    d_step {
        k = 0;
        i = submitted;
        do
        :: i == 0 || k > 0 -> break
        :: else ->
            i--;
            j = taken;
            do
            :: j == 0 -> break
            :: j > 0 && checkpoint[j].job == jobs[i] && checkpoint[j].complete -> k = j; break
            :: else -> j--
            od
        od;
        i = 0;
        j = 0
    }
}

#ifdef NUMBERS_ONLY
#define rival(i, k) false
#else
#define rival(i, k) (checkpoint[i].number == checkpoint[k].number && checkpoint[i].job != checkpoint[k].job)
#endif

/* Whether a row is visible that a job which continues from k would write again, as far as the files show it. */
inline lookForNewer() {
    d_step {
        newer = false;
        i = taken;
        do
        :: i == 0 -> break
        :: i > 0 && checkpoint[i].visible && checkpoint[i].number > checkpoint[k].number -> newer = true; break
        :: i > 0 && checkpoint[i].visible && rival(i, k) -> newer = true; break
        :: else -> i--
        od;
        i = 0
    }
}

proctype Client(byte s) {
    byte i, j, k, seen;
    bool newer;

look:
    /* and decide */
    atomic {
        /* Submissions have the numbers of their first look. */
        (s == 1 || present[s - 1] || gone[s - 1]) && locked == 0 && (owner == 0 || hasEnded(owner) || expired(owner));
        present[s] = true;
        seen = owner
    }
#ifdef CHOOSE_BEFORE_TAKE
    choose();
#endif

    /* take: the lock and lease.json, then the commit */
    if
#ifndef NO_SECOND_LOOK
    :: atomic { locked == 0 && owner != seen -> goto look }
    :: atomic { locked == 0 && owner == seen -> locked = s; file = s }
#else
    :: atomic { locked == 0 -> locked = s; file = s }
#endif
    /* the server ends the transaction, which the client learns after it has written the file */
    :: atomic { fails && locked == 0 && owner == seen -> crashes-- }; file = s; goto look
    fi;
    if
    :: atomic { fails -> crashes--; locked = 0; goto leave }
    :: atomic {
#ifdef TIMELY
        assert(owner == 0 || job[owner] != RUNNING);
#endif
        locked = 0;
        owner = s;
#ifndef NO_EXPEL
        do
        :: i < WRITERS -> writer[i] = NOBODY; i++
        :: else -> i = 0; break
        od
#endif
       }
    fi;

    /* choose what to continue from, and write that into run.json */
#ifdef START_UNLOCKED
    choose();
#endif
    if
    :: atomic { fails -> crashes--; goto leave }
    :: atomic {
        locked == 0;
#ifndef START_UNLOCKED
        if
        :: owner != s -> goto leave
        :: else
        fi;
#ifndef CHOOSE_BEFORE_TAKE
        choose();
#endif
#endif
        lookForNewer();
        if
        :: state == FINISHED -> goto release
#ifndef NO_REFUSAL
        :: state != FINISHED && newer -> goto release
#endif
        :: else
        fi;
        state = RUNNING;
        jobs[submitted] = s;
        submitted++
       }
    fi;
    if
    :: atomic { fails -> crashes--; goto leave }
    :: atomic { from[s] = k; job[s] = RUNNING; k = 0; newer = false }
    fi;

follow:
#ifdef END_UNLOCKED
    if
    :: atomic { job[s] >= FAILED && locked == 0 && owner != s -> goto leave }
    :: job[s] >= FAILED && locked == 0 && owner == s
    :: atomic { fails -> crashes--; goto crashed }
    fi;
#endif
    /* end: run.json */
    if
#ifndef END_UNLOCKED
    :: atomic { job[s] >= FAILED && locked == 0 && owner != s -> goto leave }
    :: atomic { job[s] >= FAILED && locked == 0 && owner == s ->
#else
    :: atomic { true ->
#endif
        /* Nobody has continued the run: what run.json says of the end is about its last job. */
        assert(jobs[submitted - 1] == s);
        assert(state != FINISHED || job[s] == FINISHED);
        state = job[s]
       }
    :: atomic { fails -> crashes--; goto crashed }
    fi;

    /* end: the report, which adds up what is visible */
    if
    :: atomic { fails -> crashes--; goto crashed }
    :: d_step { job[s] == FINISHED ->
        do
        :: i < WRITERS * ELEMENTS -> assert(rows[i] == 1 && graph[i]); i++
        :: else -> i = 0; break
        od;
        reported = true
       }
    :: job[s] == FAILED
    fi;

release:
    /* the lock and lease.json, then the commit */
    if
    :: atomic { locked == 0 && owner != s -> goto leave }
    :: atomic { locked == 0 && owner == s -> locked = s; file = 0 }
    :: atomic { fails && locked == 0 && owner == s -> crashes-- }; file = 0; goto leave
    fi;
    atomic {
        locked = 0;
        if
        :: fails -> crashes--; goto leave
        :: true
        fi;
        owner = 0;
        do
        :: i < WRITERS -> writer[i] = NOBODY; i++
        :: else -> i = 0; break
        od;
        goto leave
    }

crashed:
    atomic {
        if
        :: goto follow                                   /* the verb "report" of the job on a cluster */
        :: job[s] == RUNNING -> job[s] = FAILED          /* the job ran in the same process */
#ifdef RENEW_BY_CLIENT
        :: job[s] == RUNNING                             /* the job continues without it */
#endif
        :: job[s] == FINISHED && state != FINISHED -> endless = true
        :: job[s] == FINISHED && state == FINISHED -> reported = true    /* "report" makes it at any time */
        :: job[s] == FAILED
        fi
    }

leave:
    atomic { present[s] = false; gone[s] = true; seen = 0; k = 0; newer = false }
}

/* It starts attempts, and completes checkpoints. It never runs one job twice. */
proctype JobManager(byte s) {
    byte i, k;
    byte a;
    bool moved, end;
    do
    :: atomic {
        job[s] == RUNNING;
        /* A job that was superseded may have removed the checkpoint, when it has completed a newer one. */
        if
        :: from[s] > 0 && !checkpoint[from[s]].complete -> job[s] = FAILED; goto done
        :: else
        fi;
        do
        :: i < WRITERS -> position[ID(s, a) * WRITERS + i] = checkpoint[from[s]].at[i]; i++
        :: else -> i = 0; break
        od;
        broken[s] = false;
        attempt[s] = a;
        told[ID(s, a)] = from[s];
        started[ID(s, a)] = true
       }
       do
       /* trigger a checkpoint, if there is something new */
       :: d_step {
            job[s] == RUNNING && k == 0 && !broken[s] && !expelled[s] && published[ID(s, a)] == told[ID(s, a)] ->
            moved = false;
            do
            :: i < WRITERS ->
                moved = moved || position[ID(s, a) * WRITERS + i] > checkpoint[from[s]].at[i];
                i++
            :: else -> i = 0; break
            od;
            if
            :: moved ->
                taken++;
                k = taken;
                checkpoint[k].job = s;
                checkpoint[k].number = checkpoint[from[s]].number + 1;
                checkpoint[k].previous = from[s];
                do
                :: i < WRITERS -> checkpoint[k].at[i] = position[ID(s, a) * WRITERS + i]; i++
                :: else -> i = 0; break
                od
            :: else
            fi;
            moved = false
          }
       /* complete it: its own older one is removed */
       :: d_step {
            job[s] == RUNNING && k > 0 && !broken[s] && !expelled[s] ->
            if
            :: checkpoint[from[s]].job == s -> checkpoint[from[s]].complete = false
            :: else
            fi;
            checkpoint[k].complete = true;
            from[s] = k;
            told[ID(s, a)] = k;
            k = 0
          }
       /* the end of the source, and all is visible: no checkpoint of a finished job stays */
       :: atomic {
            job[s] == RUNNING && k == 0 && !broken[s] && !expelled[s] && published[ID(s, a)] == told[ID(s, a)] &&
            checkpoint[from[s]].at[0] == ELEMENTS && checkpoint[from[s]].at[WRITERS - 1] == ELEMENTS ->
            if
            :: checkpoint[from[s]].job == s -> checkpoint[from[s]].complete = false
            :: else
            fi;
            job[s] = FINISHED;
            goto done
          }
       :: atomic { job[s] == RUNNING && expelled[s] -> job[s] = FAILED; goto done }
       :: job[s] == RUNNING && broken[s] -> break
       /* a TaskManager does not answer; it may be a zombie */
       :: atomic { job[s] == RUNNING && fails -> crashes--; break }
       /* the JobManager is lost; its tasks may be zombies */
       :: atomic { job[s] == RUNNING && fails -> crashes--; job[s] = FAILED; goto done }
       :: atomic { job[s] >= FAILED -> goto done }
       od;
       atomic {
        if
        :: job[s] != RUNNING -> goto done
        :: job[s] == RUNNING && a + 1 == ATTEMPTS -> job[s] = FAILED; goto done
        :: else -> a++
        fi;
        /* What was not complete is given up. */
        k = 0
       }
    od;
done:
    atomic { a = 0; k = 0; from[s] = 0; attempt[s] = 0; broken[s] = false; expelled[s] = false }
}

#define fail(flag) if :: attempt[s] == a && job[s] == RUNNING -> flag[s] = true :: else fi

/* Of one attempt. Whether that one is superseded, it learns from the target only. */
proctype Writer(byte s; byte a; byte w) {
    byte i;
#define next position[ID(s, a) * WRITERS + w]
    /* open */
    atomic {
        started[ID(s, a)] && next < ELEMENTS && locked == 0;
        if
        :: owner != s -> fail(expelled); goto stop
        :: else
        fi;
        opened[w] = ID(s, a);
        writer[w] = ID(s, a)
    }
    do
    :: atomic {
        locked == 0 && next < ELEMENTS ->
        if
#ifdef NO_FENCE
        :: true
#else
#ifdef NO_ATTEMPT
        :: writer[w] != NOBODY && writer[w] / ATTEMPTS == ID(s, 0) / ATTEMPTS
#else
        :: writer[w] == ID(s, a)
#endif
        :: else ->
            if
            :: owner == s -> fail(broken)
            :: else -> fail(expelled)
            fi;
            goto stop
#endif
        fi;
        /* A superseded submission, and a superseded attempt of the same one, write nothing. */
        assert(owner == s);
        assert(opened[w] == ID(s, a));
        graph[w * ELEMENTS + next] = true;
        next++
       }
    :: next == ELEMENTS -> break
    od;
stop:
    skip
}

/* Of one attempt: what it was told before it was superseded, it may do long after. */
proctype Committer(byte s; byte a) {
    byte e, w, x, k;
    do
    :: atomic {
        started[ID(s, a)] && published[ID(s, a)] != told[ID(s, a)] ->
        k = told[ID(s, a)];
#ifndef NO_FOLDER_CHECK
        if
        :: file != s -> fail(expelled); break
        :: else
        fi
#endif
       }
       d_step {
            x = k;
            do
            :: x == 0 || checkpoint[x].visible -> break
            :: else ->
                checkpoint[x].visible = true;
                w = 0;
                do
                :: w < WRITERS ->
                    e = checkpoint[checkpoint[x].previous].at[w];
                    do
                    :: e < checkpoint[x].at[w] ->
                        /* Each row once, and only of what is in the graph. */
                        assert(rows[w * ELEMENTS + e] == 0);
                        assert(graph[w * ELEMENTS + e]);
                        rows[w * ELEMENTS + e]++;
                        e++
                    :: else -> break
                    od;
                    w++
                :: else -> break
                od;
                x = checkpoint[x].previous
            od;
            published[ID(s, a)] = k;
            e = 0; w = 0; x = 0; k = 0
       }
    od
}

/* When nothing moves any more. */
proctype Monitor() {
    timeout;
    assert(locked == 0);
#ifdef LIVENESS
    /* Not checked yet: a report that is repeated after another client held the run is missing.
       Each crash ends one submission at most, so the last one finishes the run. */
    assert(reported || endless);
#endif
}

init {
    byte s = 1, a, w;
    atomic {
        checkpoint[0].complete = true;
        checkpoint[0].visible = true;
        run Monitor();
        do
        :: s <= SUBMISSIONS ->
            run Client(s);
            run JobManager(s);
            a = 0;
            do
            :: a < ATTEMPTS ->
                run Committer(s, a);
                w = 0;
                do
                :: w < WRITERS -> run Writer(s, a, w); w++
                :: else -> break
                od;
                a++
            :: else -> break
            od;
            s++
        :: else -> s = 0; a = 0; w = 0; break
        od
    }
}
