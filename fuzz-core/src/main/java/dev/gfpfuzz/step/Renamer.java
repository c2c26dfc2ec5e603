package dev.gfpfuzz.step;

import java.util.Arrays;

/**
 * Hashes a state as if its tasks had other ids, and its items no numbers at all. What a field says about an item is added
 * up with what other fields say about it; equal sums in another order are the same state. That loses nothing, since a
 * field mentions one item at a time: an item is all that is said about it.
 */
final class Renamer extends Fields {
    /** In place of an item's number. */
    private static final long SOME_ITEM = 0x5DEECE66DL;

    private final Hasher hasher = new Hasher();
    private final RenamedComponents known = new RenamedComponents();
    /** Where the items of each part begin in {@link #said}; negative for a part without items, or when they keep numbers. */
    private final int[] first = new int[World.PARTS_MAX];

    private int[] names = {};
    /** By item: the sum over the components visited. */
    private long[] said = {};
    /** By item: what the component that is visited says about it, one mention after the other. */
    private long[] saying = {};
    /** Items that the component mentions, the first {@link #count}. */
    private int[] mentioned = {};

    private int count;
    private int[] mentionedBy = {};
    private int visit;
    private long place;
    private long mentions;

    Renamer() {
        Arrays.fill(first, -1);
    }

    /** @param newNames the new id of each task */
    void tasks(int[] newNames) {
        names = newNames;
    }

    /** @param beginning for each part, the index of its first item among all items, or negative */
    void items(int[] beginning, int count) {
        System.arraycopy(beginning, 0, first, 0, beginning.length);
        if (said.length < count) {
            said = new long[count];
            saying = new long[count];
            mentioned = new int[count];
            mentionedBy = new int[count];
        }
    }

    /**
     * The sum of the hashes of some parts, of all tasks, and of all items.
     *
     * @param w hashed
     * @param renaming a number for the names that {@link #tasks} and {@link #items} gave
     */
    long hash(World w, int[] parts, int items, int renaming) {
        now = w.ticks();
        Arrays.fill(said, 0, items, 0);
        long sum = 0;
        for (int id : parts) {
            Part p = w.rawPart(id);
            long key = mixed(p.hash + renaming);
            if (!known.recall(key, said)) {
                begin(id);
                p.fields(this);
                ended(key);
            }
            sum += known.hash();
        }
        for (int t = 0; t < names.length; t++) {
            Task task = w.rawTask(t);
            long key = mixed(task.hash + renaming);
            if (!known.recall(key, said)) {
                begin(World.PARTS_MAX + names[t]);
                task.visit(this, FrameTable.hashing());
                ended(key);
            }
            sum += known.hash();
        }
        for (int i = 0; i < items; i++) {
            sum += mixed(said[i]);
        }
        return sum;
    }

    private void begin(int component) {
        hasher.reset(component);
        place = mixed(component);
        mentions = 0;
        count = 0;
        visit++;
    }

    /** Adds up what the component said about items. */
    private void ended(long key) {
        for (int i = 0; i < count; i++) {
            int item = mentioned[i];
            saying[item] = mixed(saying[item]);
            said[item] += saying[item];
        }
        known.keep(key, hasher.value(), mentioned, saying, count);
    }

    private static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private void say(int index, long value) {
        if (mentionedBy[index] != visit) {
            mentionedBy[index] = visit;
            mentioned[count++] = index;
            saying[index] = place;
        }
        saying[index] = (Long.rotateLeft(saying[index], 29) ^ value) * 0x9E3779B97F4A7C15L;
    }

    @Override
    public long of(long value) {
        return hasher.of(value);
    }

    @Override
    public int item(int owner, int id) {
        if (first[owner] < 0 || id < 0) {
            return super.item(owner, id);
        }
        of(SOME_ITEM);
        mentions++;
        say(first[owner] + id, mentions);
        return id;
    }

    @Override
    public long items(int owner, long set) {
        if (first[owner] < 0) {
            return super.items(owner, set);
        }
        mentions++;
        for (long rest = set; rest != 0; rest &= rest - 1) {
            say(first[owner] + Long.numberOfTrailingZeros(rest), mentions);
        }
        return set;
    }

    @Override
    public void byItem(int owner, int[] values) {
        if (first[owner] < 0) {
            super.byItem(owner, values);
            return;
        }
        for (int i = 0; i < values.length; i++) {
            say(first[owner] + i, values[i]);
        }
    }

    @Override
    public void byItem(int owner, long[] values) {
        if (first[owner] < 0) {
            super.byItem(owner, values);
            return;
        }
        for (int i = 0; i < values.length; i++) {
            say(first[owner] + i, values[i]);
        }
    }

    @Override
    public void itemList(int owner, int[] list, int length) {
        if (first[owner] < 0) {
            super.itemList(owner, list, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            mentions++;
            say(first[owner] + list[i], mentions);
        }
    }

    @Override
    public void ticksByItem(int owner, long[] instants) {
        if (first[owner] < 0) {
            super.ticksByItem(owner, instants);
            return;
        }
        for (int i = 0; i < instants.length; i++) {
            say(first[owner] + i, instants[i] == Task.NO_TIMEOUT ? Long.MIN_VALUE : instants[i] - now);
        }
    }

    @Override
    public int task(int id) {
        of((long) (id < 0 ? id : names[id]));
        return id;
    }

    @Override
    public long tasks(long set) {
        long renamed = set >>> names.length << names.length;
        for (long rest = set ^ renamed; rest != 0; rest &= rest - 1) {
            renamed |= 1L << names[Long.numberOfTrailingZeros(rest)];
        }
        of(renamed);
        return set;
    }

    @Override
    public void byTask(int[] values) {
        for (int newName = 0; newName < values.length; newName++) {
            of((long) values[former(newName)]);
        }
    }

    private int former(int newName) {
        int t = 0;
        while (names[t] != newName) {
            t++;
        }
        return t;
    }
}
