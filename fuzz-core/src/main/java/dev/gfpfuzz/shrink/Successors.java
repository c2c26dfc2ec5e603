package dev.gfpfuzz.shrink;

import dev.gfpfuzz.step.Chooser;
import dev.gfpfuzz.step.World;
import java.util.Arrays;

/** Everything that one step can lead to from a state, in the lexicographic order of the choices made. */
final class Successors implements Chooser {
    private final World from;
    private final int[] enabled;
    private final int n;
    private int index = -1;
    private int[] values = new int[4];
    private int[] bounds = new int[4];
    /** Questions asked in the current step, and how many of the answers are given beforehand. */
    private int asked;

    private int given;
    private World world;

    Successors(World from) {
        this.from = from;
        this.enabled = new int[from.taskCount()];
        this.n = from.enabled(enabled);
        this.world = from;
    }

    /** Goes to the next; false if there is none. */
    boolean next() {
        if (index < 0 || !nextValues()) {
            if (++index >= n) {
                return false;
            }
            given = 0;
        }
        asked = 0;
        world = from.copy();
        world.setChooser(this);
        world.step(enabled[index]);
        world.setChooser(Chooser.ORDINARY);
        return true;
    }

    /** The last answer that can grow grows; those after it are asked for anew. */
    private boolean nextValues() {
        for (int i = asked - 1; i >= 0; i--) {
            if (values[i] + 1 < bounds[i]) {
                values[i]++;
                given = i + 1;
                return true;
            }
        }
        return false;
    }

    @Override
    public int choose(int bound, String reason) {
        if (asked == values.length) {
            values = Arrays.copyOf(values, asked * 2);
            bounds = Arrays.copyOf(bounds, asked * 2);
        }
        if (asked >= given) {
            values[asked] = 0;
        }
        bounds[asked] = bound;
        return values[asked++];
    }

    /** The state reached. */
    World world() {
        return world;
    }

    /** Whether this is the step recorded: the same task with the same answers. */
    boolean is(Taken step) {
        if (!world.lookTask(world.running()).name().equals(step.task())
                || step.values().size() != asked) {
            return false;
        }
        for (int i = 0; i < asked; i++) {
            if (step.values().get(i) != values[i]) {
                return false;
            }
        }
        return true;
    }

    /** The length of the step, see {@link LeastRun}. */
    long cost() {
        return LeastRun.cost(switches() ? 1 : 0, injected(), 1);
    }

    private boolean switches() {
        return from.running() != World.NOBODY && enabled[index] != from.running();
    }

    /** Answers that are not the ordinary one. */
    private int injected() {
        int count = 0;
        for (int i = 0; i < asked; i++) {
            count += values[i] == 0 ? 0 : 1;
        }
        return count;
    }

    /** The choices of this step as a schedule records them: which task, if there were several, then the answers. */
    int[] choices() {
        int head = n > 1 ? 1 : 0;
        int[] out = new int[head + asked];
        if (head == 1) {
            out[0] = index;
        }
        System.arraycopy(values, 0, out, head, asked);
        return out;
    }
}
