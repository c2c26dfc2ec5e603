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

    /** How the fields refer to tasks. */
    protected TaskNames taskNames() {
        return TaskNames.UNKNOWN;
    }

    @Override
    public String toString() {
        return name;
    }
}
