package dev.gfpfuzz.shrink;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Several threads at the candidates of one round. Each takes the next candidate, up to the first success, and when there is
 * none left it helps with the searches of the others: so nobody is idle while another has a long way to go. Where a search
 * has become long, all who are at later candidates help with it: so little is thrown away when it succeeds, short attempts behind it
 * and how longer ones began. A search that is not long yet is left alone as long as there are others, because several threads at
 * one search do more work than one.
 */
final class Team {
    private static final int NOTHING = -1;
    private final List<Candidate> candidates;
    private final int size;
    private final Attempt[] attempts;
    /** Searches that can be helped with, by the number of their candidate. */
    private final TreeMap<Integer, Ahead> searches = new TreeMap<>();
    /** Those that are long. */
    private final TreeSet<Integer> longOnes = new TreeSet<>();
    /** The first of those. */
    private volatile int firstLong = NOTHING;

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
            int helped;
            Ahead search;
            synchronized (this) {
                while (searches.isEmpty() && next > last && underWay > 0) {
                    await();
                }
                if (firstLong == NOTHING && next <= last) {
                    underWay++;
                    return next++;
                }
                if (searches.isEmpty()) {
                    return NOTHING;
                }
                helped = firstLong == NOTHING ? searches.firstKey() : firstLong;
                search = searches.get(helped);
            }
            help(helped, search);
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

    private Ahead search(int number) {
        synchronized (this) {
            return searches.get(number);
        }
    }

    /** Helps until the search has ended, or another is more urgent. */
    private void help(int number, Ahead search) {
        Helper helper = search.join();
        int idle = 0;
        while (!search.isOver() && (firstLong == NOTHING || firstLong == number)) {
            idle = helper.executeNext() ? 0 : Ahead.idle(idle);
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
                Team.this.notifyAll();
            }
        }

        /** The search has become long. */
        void isLong() {
            synchronized (Team.this) {
                longOnes.add(number);
                firstLong = longOnes.first();
            }
        }

        /** Helps with a long search that comes before. Does not return if this one is of no use any more. */
        void giveWay() {
            for (int before = firstLong; before != NOTHING && before < number && number <= last; before = firstLong) {
                Ahead search = search(before);
                if (search != null) {
                    help(before, search);
                }
            }
            if (number > last) {
                throw new Unwanted();
            }
        }

        /** The search has ended, in whatever way. */
        void close(Ahead search) {
            search.end();
            synchronized (Team.this) {
                searches.remove(number);
                longOnes.remove(number);
                firstLong = longOnes.isEmpty() ? NOTHING : longOnes.first();
                Team.this.notifyAll();
            }
        }
    }
}
