package dev.gfpfuzz.step;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The symmetry of a world in which several tasks start out equal, or parts number items arbitrarily: Ip, Dill 1996, "Better
 * verification through symmetry". Renaming turns a state into one that behaves alike, so it is enough to visit one of
 * them. A renamed state is never built: states are told apart by {@link #hash}, the least hash that any renaming of the
 * tasks gives, in which items are told apart by what is said about them ({@link Renamer}).
 *
 * <p>Tasks are equal when they start with equal frames of one class, equal flags, and are both daemons or both not. There
 * is no symmetry where some part does not say how its fields name tasks and items ({@link Part#taskNames}), and items
 * keep their numbers while a frame that does not say is on some stack ({@link Frame#visitsItems}): forgetting costs states and no
 * soundness. Left out: equal parts; groups of more than {@link #RENAMINGS_MAX} renamings of tasks are cut.
 */
public final class Symmetry {
    private static final int RENAMINGS_MAX = 120;
    private static final int[] NO_ITEMS = new int[World.PARTS_MAX];

    static {
        Arrays.fill(NO_ITEMS, -1);
    }

    /** Each as the new id of each task; the identity first. */
    private final List<int[]> renamings;
    /** Ids of the parts whose fields name tasks or items that get other names. */
    private final int[] parts;
    /** For each part the index of its first item among all, or -1. */
    private final int[] firstItems = NO_ITEMS.clone();
    /** Of all parts together. */
    private final int items;

    private final String title;
    private final Renamer renamer = new Renamer();

    /** @param alike how many tasks are equal to another */
    private Symmetry(List<int[]> renamings, int alike, World w, int[] parts) {
        this.renamings = renamings;
        List<String> of = new ArrayList<>();
        if (alike > 0) {
            of.add(alike + " tasks");
        }
        int count = 0;
        for (int part : parts) {
            Items own = w.rawPart(part).items();
            if (own.count() > 1) {
                firstItems[part] = count;
                count += own.count();
                of.add(own.count() + " " + own.name() + " of " + w.rawPart(part).name());
            }
        }
        items = count;
        boolean itemsOnly = renamings.size() == 1;
        this.parts = Arrays.stream(parts)
                .filter(part -> !itemsOnly || firstItems[part] >= 0)
                .toArray();
        title = "symmetry of " + String.join(" and ", of);
    }

    /** Every state for itself. */
    public static Symmetry none() {
        return new Symmetry(List.of(new int[0]), 0, null, new int[0]);
    }

    /**
     * Whether nothing depends on the order of the tasks' ids: every part says how its fields name tasks. Then two worlds of equal parts,
     * with the same programs in another order, behave alike.
     */
    public static boolean anyOrderOfTasks(World initial) {
        return namedParts(initial) != null;
    }

    /** Of a world in its initial state. */
    public static Symmetry of(World initial) {
        int[] parts = namedParts(initial);
        if (parts == null) {
            return none();
        }
        int n = initial.taskCount();
        List<int[]> renamings = new ArrayList<>(List.of(identity(n)));
        int alike = 0;
        boolean[] placed = new boolean[n];
        for (int t = 0; t < n; t++) {
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
        return new Symmetry(renamings, alike, initial, parts);
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

    /** Ids of the parts whose fields name tasks or items; null if some part does not say. */
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

    /** Whether renaming changes nothing: no two tasks are equal, and no part numbers several items arbitrarily. */
    public boolean trivial() {
        return renamings.size() == 1 && items == 0;
    }

    /** Whether some part numbers several items arbitrarily. */
    boolean ofItems() {
        return items > 0;
    }

    /** For people: {@code symmetry of 3 tasks and 4 buffers of c}. */
    public String title() {
        return title;
    }

    /** The least hash of all renamed states: equal for states that differ in the names of equal tasks and items only. */
    public long hash(World w) {
        if (trivial()) {
            return w.hash();
        }
        boolean named = items > 0 && !saysAll(w);
        renamer.items(named ? NO_ITEMS : firstItems, items);
        long unnamed = w.hash();
        for (int part : parts) {
            unnamed -= w.rawPart(part).hash;
        }
        for (int t = 0; t < w.taskCount(); t++) {
            unnamed -= w.rawTask(t).hash;
        }
        long least = Long.MAX_VALUE;
        int number = named ? renamings.size() : 0;
        for (int[] names : renamings) {
            renamer.tasks(names);
            least = Math.min(least, unnamed + renamer.hash(w, parts, named ? 0 : items, number++));
        }
        return least;
    }

    /** Whether every frame on a stack says which of its fields hold numbers of items. */
    private static boolean saysAll(World w) {
        for (int t = 0; t < w.taskCount(); t++) {
            Task task = w.rawTask(t);
            for (int i = 0; i < task.depth(); i++) {
                if (!task.frame(i).visitsItems()) {
                    return false;
                }
            }
        }
        return true;
    }
}
