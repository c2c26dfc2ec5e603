package dev.gfpfuzz.step;

/**
 * Walks the fields of a frame or part, once, in a fixed order. One method {@code fields(Fields f)} with lines like
 * {@code nf = f.of(nf);} serves hashing, packing and unpacking, so that none of the three can forget a field that the
 * others have.
 */
public abstract class Fields {
    /** The logical clock of the world visited. */
    long now;

    /** Whether every visited field keeps its value. */
    boolean reading() {
        return true;
    }

    /** Visits one value; returns the value that the field has to hold afterwards. */
    public abstract long of(long value);

    public final int of(int value) {
        return (int) of((long) value);
    }

    public final boolean of(boolean value) {
        return of(value ? 1L : 0L) != 0;
    }

    /** An instant of the logical clock, or {@link Task#NO_TIMEOUT}: visited relative to now, so that idling changes no state. */
    public final long tick(long instant) {
        long relative = of(instant == Task.NO_TIMEOUT ? Long.MIN_VALUE : instant - now);
        return relative == Long.MIN_VALUE ? Task.NO_TIMEOUT : relative + now;
    }

    /** A task's id, or a negative number for none. */
    public int task(int id) {
        return of(id);
    }

    /** A set of tasks, a bit per id. */
    public long tasks(long set) {
        return of(set);
    }

    /** An array with one value for each task, all of them, visited in place. */
    public void byTask(int[] values) {
        of(values);
    }

    /**
     * The number of an interchangeable item, or a negative number for none; see {@link Part#items}.
     *
     * @param owner id of the part that numbers it
     */
    public int item(int owner, int id) {
        return of(id);
    }

    /** A set of a part's items, a bit per number. */
    public long items(int owner, long set) {
        return of(set);
    }

    /** An array with one value for each of a part's items, all of them, visited in place. */
    public void byItem(int owner, int[] values) {
        of(values);
    }

    /** As above. */
    public void byItem(int owner, long[] values) {
        of(values);
    }

    /** A list of numbers of a part's items, kept in the first {@code length} places of an array; its order matters. */
    public void itemList(int owner, int[] list, int length) {
        prefix(list, length);
    }

    /** As {@link #byItem}, each value an instant as of {@link #tick}. */
    public void ticksByItem(int owner, long[] instants) {
        for (int i = 0; i < instants.length; i++) {
            instants[i] = tick(instants[i]);
        }
    }

    /** An enum constant; never null. */
    public final <E extends Enum<E>> E of(E value) {
        long ordinal = of((long) value.ordinal());
        return ordinal == value.ordinal() ? value : value.getDeclaringClass().getEnumConstants()[(int) ordinal];
    }

    /** A fixed-length array, visited in place. */
    public final void of(int[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) of((long) values[i]);
        }
    }

    /** A fixed-length array, visited in place. */
    public final void of(long[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = of(values[i]);
        }
    }

    /** A fixed-length array, visited in place. */
    public final void of(boolean[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = of(values[i]);
        }
    }

    /** Visits the first {@code length} values: a list kept in an array. The rest is unspecified and not visited. */
    public final void prefix(int[] values, int length) {
        for (int i = 0; i < length; i++) {
            values[i] = (int) of((long) values[i]);
        }
    }
}
