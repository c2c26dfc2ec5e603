package dev.gfpfuzz.shrink;

import dev.gfpfuzz.step.World;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The states that a search has met, told apart by their keys and numbered from 1: for each the world in which its steps can be
 * executed, until somebody takes it, and from then on where they lead, once that is known. Several threads may use it, none
 * waits for another.
 *
 * <p>Keys lie on shelves, each four times as large as the one before. On a shelf a key has one row of places; if others have
 * taken the whole row, it goes to the next shelf. As nothing is ever removed, a key is where everybody looks for it, and
 * nothing has to be moved when the shelves fill up.
 */
final class States {
    /** No state. */
    static final int NONE = -1;

    /** Places in a row. */
    private static final int ROW = 8;

    private static final int FIRST = 1 << 9;
    private static final int SHELVES_MAX = 11;
    private static final int BOX_BITS = 8;
    private static final int BOX = 1 << BOX_BITS;
    private static final long[] BROKEN = {0};

    /** In each place a key, or 0, and the number of its state, or 0. */
    private final AtomicReferenceArray<AtomicLongArray> shelves = new AtomicReferenceArray<>(SHELVES_MAX);
    /** By the upper bits of the numbers. */
    private volatile Box[] boxes = {};
    /** By state: what was thrown when its steps were executed. */
    private final Map<Integer, Throwable> broken = new ConcurrentSkipListMap<>();

    /** States that one thread has met first: what it says of them lies apart from what others say of theirs. */
    private static final class Box {
        private final Numbers owner;
        private final AtomicReferenceArray<World> worlds = new AtomicReferenceArray<>(BOX);
        private final AtomicReferenceArray<long[]> leads = new AtomicReferenceArray<>(BOX);

        private Box(Numbers owner) {
            this.owner = owner;
        }
    }

    /** Gives numbers to the states that one thread meets first. */
    final class Numbers {
        private int next;
        private int end;

        private int next() {
            if (next == end) {
                next = newBox(this);
                end = next + BOX;
                next += next == 0 ? 1 : 0;
            }
            return next++;
        }

        /** Whether this thread has met the state first. */
        boolean include(int state) {
            return box(state).owner == this;
        }
    }

    /** The number of the state with this key, or {@link #NONE}. */
    int find(long key) {
        long k = key == 0 ? 1 : key;
        for (int i = 0; i < SHELVES_MAX && shelves.get(i) != null; i++) {
            AtomicLongArray shelf = shelves.get(i);
            int row = row(k, shelf);
            for (int place = row; place < row + 2 * ROW; place += 2) {
                long there = shelf.get(place);
                if (there == k) {
                    return number(shelf, place);
                }
                if (there == 0) {
                    return NONE;
                }
            }
        }
        return NONE;
    }

    /**
     * Meets a state.
     *
     * @param w kept for whoever takes it, if the state is new
     * @param numbers of the thread
     * @return its number; the number's complement if the state is new
     */
    int meet(long key, World w, Numbers numbers) {
        long k = key == 0 ? 1 : key;
        for (int i = 0; i < SHELVES_MAX; i++) {
            AtomicLongArray shelf = shelf(i);
            int row = row(k, shelf);
            for (int place = row; place < row + 2 * ROW; place += 2) {
                long there = shelf.get(place);
                if (there == 0) {
                    there = shelf.compareAndExchange(place, 0, k);
                    if (there == 0) {
                        int number = numbers.next();
                        boxes[number >>> BOX_BITS].worlds.setRelease(number & BOX - 1, w);
                        shelf.setRelease(place + 1, number);
                        return ~number;
                    }
                }
                if (there == k) {
                    return number(shelf, place);
                }
            }
        }
        throw new IllegalStateException("A search has met more states than it has places for");
    }

    private static int row(long key, AtomicLongArray shelf) {
        return (int) (key >>> 32) & shelf.length() - 2 * ROW;
    }

    private static int number(AtomicLongArray shelf, int place) {
        long number = shelf.get(place + 1);
        while (number == 0) {
            Thread.onSpinWait(); // who put the key there is about to say it
            number = shelf.get(place + 1);
        }
        return (int) number;
    }

    private AtomicLongArray shelf(int index) {
        AtomicLongArray shelf = shelves.get(index);
        if (shelf == null) {
            shelves.compareAndSet(index, null, new AtomicLongArray(2 * FIRST << 2 * index));
            shelf = shelves.get(index);
        }
        return shelf;
    }

    /** The first number of a new one. */
    private synchronized int newBox(Numbers owner) {
        Box[] all = Arrays.copyOf(boxes, boxes.length + 1);
        all[boxes.length] = new Box(owner);
        boxes = all;
        return all.length - 1 << BOX_BITS;
    }

    private Box box(int state) {
        return boxes[state >>> BOX_BITS];
    }

    /** The world of a state, for the first who asks: that one executes its steps. Else null. */
    @Nullable
    World take(int state) {
        AtomicReferenceArray<World> worlds = box(state).worlds;
        int at = state & BOX - 1;
        return worlds.get(at) == null ? null : worlds.getAndSet(at, null);
    }

    /** Whether nobody has taken the state's world yet. */
    boolean isOpen(int state) {
        return box(state).worlds.get(state & BOX - 1) != null;
    }

    /**
     * Says where the steps of a state lead.
     *
     * @param leads as {@link #leads}
     */
    void lead(int state, long[] leads) {
        box(state).leads.setRelease(state & BOX - 1, leads);
    }

    /** The steps of a state cannot be executed. */
    void breaks(int state, Throwable t) {
        broken.put(state, t);
        lead(state, BROKEN);
    }

    /**
     * For each step of a state that is short enough two numbers: its length; the state to which it leads, or that one's complement
     * if it was met there first, or {@link Explorer#GOAL}. Null if that is not known yet. Throws what was thrown when the
     * steps were executed.
     */
    long @Nullable [] leads(int state) {
        long[] leads = box(state).leads.get(state & BOX - 1);
        if (leads == BROKEN) {
            Throwable t = broken.get(state);
            if (t instanceof Error e) {
                throw e;
            }
            throw (RuntimeException) t;
        }
        return leads;
    }
}
