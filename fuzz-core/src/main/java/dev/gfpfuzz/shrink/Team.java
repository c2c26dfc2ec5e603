package dev.gfpfuzz.shrink;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Several threads at the candidates of one round. Each takes the next candidate, up to the first success; but where a
 * search has become long, all of them work on that one, the first in the order of the candidates. So nobody is idle while
 * another has a long way to go, and little is thrown away when a candidate succeeds: short attempts behind it, and how
 * longer ones began.
 */
final class Team {
    private static final int NOTHING = -1;
    private final List<Candidate> candidates;
    private final int size;
    private final Attempt[] attempts;
    /** Searches to help with, by the number of their candidate. */
    private final TreeMap<Integer, Ahead> searches = new TreeMap<>();
    /** The first of them. */
    private volatile @Nullable Ahead first;

    private int next;
    private int underWay;
    /** The first candidate that succeeded, else the last: those behind it are of no use. */
    private volatile int last;
    /** What the attempt at {@link #last} has thrown. */
    private @Nullable Throwable thrown;

    /** @param size how many threads will {@link #work} */
    Team(List<Candidate> candidates, int size) {
        this.candidates = candidates;
        this.size = size;
        attempts = new Attempt[candidates.size()];
        last = candidates.size() - 1;
    }

    /** The attempts up to the first success; once all threads are back from {@link #work}. */
    List<Attempt> attempts() {
        if (thrown instanceof Error e) {
            throw e;
        }
        if (thrown != null) {
            throw (RuntimeException) thrown;
        }
        return Arrays.asList(attempts).subList(0, last + 1);
    }

    /** Works until nothing is left to do. */
    void work() {
        for (int number = take(); number != NOTHING; number = take()) {
            attempt(number);
        }
    }

    /** The number of a candidate to be tried now. Until there is one, helps those that are under way. */
    private int take() {
        while (true) {
            Ahead search;
            synchronized (this) {
                while (first == null && next > last && underWay > 0) {
                    await();
                }
                search = first;
                if (search == null && next > last) {
                    return NOTHING;
                }
                if (search == null) {
                    underWay++;
                    return next++;
                }
            }
            help(search);
        }
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while shrinking", e);
        }
    }

    private void help(Ahead search) {
        Ahead.Member member = search.join();
        int idle = 0;
        while (first == search) {
            idle = member.executeNext() ? 0 : Ahead.idle(idle);
        }
    }

    private void attempt(int number) {
        Attempt attempt = null;
        Throwable broken = null;
        try {
            Candidate c = candidates.get(number);
            attempt = c.attempt(size > 1 ? new Seat(number, c.target()) : null);
        } catch (Unwanted e) {
            // A candidate before this one succeeded.
        } catch (RuntimeException | Error e) {
            broken = e;
        }
        synchronized (this) {
            underWay--;
            attempts[number] = attempt;
            if (number <= last && (broken != null || attempt.failure() != null)) {
                last = number;
                thrown = broken;
            }
            notifyAll();
        }
    }

    /** Ends an attempt that nobody waits for any more. */
    private static final class Unwanted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unwanted() {
            super(null, null, false, false);
        }
    }

    /** What the search of a candidate knows of the team. */
    final class Seat {
        private final int number;
        private final Target target;

        private Seat(int number, Target target) {
            this.number = number;
            this.target = target;
        }

        /** Of the candidate. */
        Target target() {
            return target;
        }

        /** From now on the search can be helped with. */
        void open(Ahead search) {
            synchronized (Team.this) {
                searches.put(number, search);
                first = searches.firstEntry().getValue();
                Team.this.notifyAll();
            }
        }

        /** Helps those before, if they need it. Does not return if the search is of no use any more. */
        void giveWay(Ahead search) {
            Ahead before = first;
            while (before != null && before != search && number <= last) {
                help(before);
                before = first;
            }
            if (number > last) {
                throw new Unwanted();
            }
        }

        /** The search has ended, in whatever way. */
        void close() {
            synchronized (Team.this) {
                searches.remove(number);
                first = searches.isEmpty() ? null : searches.firstEntry().getValue();
                Team.this.notifyAll();
            }
        }
    }
}
