package dev.gfpfuzz.step;

import java.util.ArrayList;
import java.util.List;

/**
 * Small numbers for the frame classes met in one family of worlds, and a prototype of each for unpacking. Shared by all
 * copies of one initial world; not thread-safe, as the worlds are not.
 *
 * <p>Hashes must not depend on the order in which classes were met, so {@link Hasher} is given the class name's hash
 * instead ({@link #hashing()}).
 */
class FrameTable {
    private static final FrameTable HASHING = new FrameTable() {
        @Override
        int indexOf(Frame<?> frame) {
            return frame.getClass().getName().hashCode();
        }
    };

    private final Hasher hasher = new Hasher();
    private final List<Frame<?>> prototypes = new ArrayList<>();
    private final ClassValue<int[]> indices = new ClassValue<>() {
        @Override
        protected int[] computeValue(Class<?> type) {
            return new int[] {-1};
        }
    };

    private FrameTable() {}

    static FrameTable fresh() {
        return new FrameTable();
    }

    static FrameTable hashing() {
        return HASHING;
    }

    /** The one that worlds of this family use in turn. */
    Hasher hasher() {
        return hasher;
    }

    int indexOf(Frame<?> frame) {
        int[] index = indices.get(frame.getClass());
        if (index[0] < 0) {
            index[0] = prototypes.size();
            prototypes.add(frame.copy());
        }
        return index[0];
    }

    Frame<?> prototype(int index) {
        return prototypes.get(index).copy();
    }
}
