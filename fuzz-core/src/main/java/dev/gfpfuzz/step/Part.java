package dev.gfpfuzz.step;

/**
 * A piece of shared state: a mutex, a wait queue, a dm-bufio client, an allocator. Frames never hold a part, only its
 * id, and reach it through {@link World#part}, so that a world's copy is independent and a step's footprint is known.
 *
 * <p>Fields are int, long, boolean, enum or arrays of int, long, boolean; references to immutable configuration are
 * {@code final} and shared between copies. An array field means an override of {@link #copy()}.
 */
public abstract class Part implements Cloneable {
    private int id = -1;
    private String name = "?";
    /** Kept by {@link World#hash}. */
    long hash;
    /** No state: a bit per observer that has not looked since the last change. */
    long unread = -1;

    final void placed(int id, String name) {
        if (this.id >= 0) {
            throw new IllegalStateException("Part " + this.name + " is in a world already");
        }
        this.id = id;
        this.name = name;
    }

    /** Index in the world, 0..47. */
    public final int id() {
        return id;
    }

    /** The name people see: {@code c}, {@code c.lock}. */
    public final String name() {
        return name;
    }

    /** For parts whose observers ask for changes: what they are about has changed. */
    protected final void changed() {
        unread = -1;
    }

    /**
     * Whether {@link #changed} was said since this observer asked last; for checks that depend on nothing else.
     *
     * @param observer its number in the world
     */
    public final boolean changedFor(int observer) {
        boolean changed = (unread >>> observer & 1) != 0;
        if (changed) { // threads may share parts that do not change, and what one writes the other has to load again
            unread &= ~(1L << observer);
        }
        return changed;
    }

    /** An independent copy. A subclass with array fields calls this and clones them. */
    protected Part copy() {
        try {
            return (Part) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** Visits every field that is state, in a fixed order. */
    protected abstract void fields(Fields f);

    /**
     * What this part numbers arbitrarily, for searches that take states which differ in such numbers only for one. Every
     * field of a part that says how it names tasks, and of a frame that says {@link Frame#visitsItems}, that holds such a
     * number is then visited by {@link Fields#item} and its like, no other part has such a field, and a new item is given any
     * unused number, all of which are alike.
     */
    protected Items items() {
        return Items.NONE;
    }

    /** How the fields refer to tasks. */
    protected TaskNames taskNames() {
        return TaskNames.UNKNOWN;
    }

    @Override
    public String toString() {
        return name;
    }
}
