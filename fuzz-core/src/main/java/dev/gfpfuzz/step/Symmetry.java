package dev.gfpfuzz.step;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The symmetry of a world in which several tasks start out equal: Ip, Dill 1996, "Better verification through symmetry".
 * Renaming equal tasks turns a state into one that behaves alike, so it is enough to visit one of them. A renamed state is
 * never built: states are told apart by {@link #hash}, the least hash that any renaming gives.
 *
 * <p>Tasks are equal when they start with equal frames of one class, equal flags, and are both daemons or both not. There
 * is no symmetry where some part does not say how its fields name tasks ({@link Part#taskNames}). Left out: equal objects
 * other than tasks; groups of more than {@link #RENAMINGS_MAX} renamings are cut.
 */
public final class Symmetry {
    private static final int RENAMINGS_MAX = 120;

    /** Each as the new id of each task; the identity first. */
    private final List<int[]> renamings;

    private final int[] named;
    private final int alike;
    private final Renamer renamer = new Renamer();

    private Symmetry(List<int[]> renamings, int[] named, int alike) {
        this.renamings = renamings;
        this.named = named;
        this.alike = alike;
    }

    /** Every state for itself. */
    public static Symmetry none() {
        return new Symmetry(List.of(new int[0]), new int[0], 0);
    }

    /** Of a world in its initial state. */
    public static Symmetry of(World initial) {
        int n = initial.taskCount();
        List<int[]> renamings = new ArrayList<>(List.of(identity(n)));
        int[] named = namedParts(initial);
        int alike = 0;
        boolean[] placed = new boolean[n];
        for (int t = 0; named != null && t < n; t++) {
            List<Integer> equal = new ArrayList<>();
            for (int u = t; u < n; u++) {
                if (!placed[u] && equal(initial.rawTask(t), initial.rawTask(u))) {
                    placed[u] = true;
                    equal.add(u);
                }
            }
            while (renamings.size() * factorial(equal.size()) > RENAMINGS_MAX) {
                equal.remove(equal.size() - 1);
            }
            if (equal.size() > 1) {
                alike += equal.size();
                renamings = times(renamings, equal);
            }
        }
        return new Symmetry(renamings, named == null ? new int[0] : named, alike);
    }

    /** Ids of the parts that name tasks; null if some part does not say. */
    private static int[] namedParts(World w) {
        int[] ids = new int[w.partCount()];
        int n = 0;
        for (int i = 0; i < ids.length; i++) {
            switch (w.rawPart(i).taskNames()) {
                case UNKNOWN -> {
                    return null;
                }
                case VISITED -> ids[n++] = i;
                case NONE -> {}
            }
        }
        return Arrays.copyOf(ids, n);
    }

    private static boolean equal(Task a, Task b) {
        return a.id() == b.id()
                || a.daemon() == b.daemon()
                        && a.flags() == b.flags()
                        && a.depth() == 1
                        && b.depth() == 1
                        && a.waits() == b.waits()
                        && a.waitOn() == b.waitOn()
                        && a.waitMode() == b.waitMode()
                        && equal(a.top(), b.top());
    }

    /** Same class, and equal in every field, visited or not. */
    private static boolean equal(Frame<?> a, Frame<?> b) {
        if (a.getClass() != b.getClass()) {
            return false;
        }
        try {
            for (Class<?> c = a.getClass(); c != Object.class; c = c.getSuperclass()) {
                for (Field f : c.getDeclaredFields()) {
                    f.setAccessible(true);
                    if (!Modifier.isStatic(f.getModifiers()) && !Objects.equals(f.get(a), f.get(b))) {
                        return false;
                    }
                }
            }
            return true;
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static int factorial(int n) {
        return n <= 1 ? 1 : n > 6 ? RENAMINGS_MAX + 1 : n * factorial(n - 1);
    }

    private static int[] identity(int n) {
        int[] names = new int[n];
        Arrays.setAll(names, i -> i);
        return names;
    }

    /** Each renaming combined with each permutation of some tasks that it leaves alone. */
    private static List<int[]> times(List<int[]> renamings, List<Integer> tasks) {
        List<int[]> all = new ArrayList<>();
        for (int[] order : permutations(tasks.size())) {
            for (int[] names : renamings) {
                int[] both = names.clone();
                for (int i = 0; i < order.length; i++) {
                    both[tasks.get(i)] = tasks.get(order[i]);
                }
                all.add(both);
            }
        }
        return all;
    }

    /** The identity first. */
    private static List<int[]> permutations(int n) {
        List<int[]> all = new ArrayList<>(List.of(new int[0]));
        for (int k = 0; k < n; k++) {
            List<int[]> longer = new ArrayList<>();
            for (int[] p : all) {
                for (int at = p.length; at >= 0; at--) {
                    int[] q = new int[p.length + 1];
                    System.arraycopy(p, 0, q, 0, at);
                    q[at] = k;
                    System.arraycopy(p, at, q, at + 1, p.length - at);
                    longer.add(q);
                }
            }
            all = longer;
        }
        return all;
    }

    /** Whether renaming changes nothing: no two tasks are equal. */
    public boolean trivial() {
        return renamings.size() == 1;
    }

    /** For people: {@code symmetry of 3 tasks}. */
    public String title() {
        return "symmetry of " + alike + " tasks";
    }

    /** The least hash of all renamed states: equal for states that differ in the names of equal tasks only. */
    public long hash(World w) {
        long own = w.hash();
        if (trivial()) {
            return own;
        }
        long unnamed = own;
        for (int part : named) {
            unnamed -= w.rawPart(part).hash;
        }
        for (int t = 0; t < w.taskCount(); t++) {
            unnamed -= w.rawTask(t).hash;
        }
        long least = own;
        for (int i = 1; i < renamings.size(); i++) {
            least = Math.min(least, unnamed + renamer.named(w, named, renamings.get(i)));
        }
        return least;
    }

    /** Hashes a state as if its tasks had other ids. */
    private static final class Renamer extends Fields {
        private final Hasher hasher = new Hasher();
        private int[] names = {};

        long named(World w, int[] parts, int[] newNames) {
            names = newNames;
            now = w.ticks();
            long sum = 0;
            for (int id : parts) {
                hasher.reset(id);
                w.rawPart(id).fields(this);
                sum += hasher.value();
            }
            for (int t = 0; t < newNames.length; t++) {
                hasher.reset(World.PARTS_MAX + newNames[t]);
                w.rawTask(t).visit(this, FrameTable.hashing());
                sum += hasher.value();
            }
            return sum;
        }

        @Override
        public long of(long value) {
            return hasher.of(value);
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
}
