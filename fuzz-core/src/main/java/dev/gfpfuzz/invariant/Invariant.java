package dev.gfpfuzz.invariant;

import dev.gfpfuzz.api.PublicApi;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named property of runs. An instance watches one family of worlds: it is attached once, while the world is built.
 *
 * <p>Its <em>companion</em> is the "sometimes" that keeps it honest: the situation in which the property could have been
 * broken. A silent search in which the companion never occurred says nothing.
 */
@PublicApi
public abstract class Invariant implements Observer {
    private int index = -1;

    /** This observer's number in its world; -1 before it was attached. */
    public final int index() {
        return index;
    }

    /** The name users see and tokens carry: {@code no-lost-freed-buffer}. */
    public abstract String name();

    public abstract Kind kind();

    /** Whether a breach is only worth a report. */
    public boolean reportOnly() {
        return false;
    }

    /** The property, as a sentence. */
    public abstract String statement();

    /** Where the rule comes from: file, tag, function, or commit. */
    public abstract String source();

    /** The situation that makes the check more than vacuous, as a clause: "a woken task finds a free buffer". */
    public abstract String companion();

    /**
     * Finds what there is to watch and places ghost parts.
     *
     * @return false if the world has nothing that this property is about
     */
    protected abstract boolean attach(WorldBuilder world);

    /** Attaches those of {@code invariants} that apply, in their order, and returns them. */
    public static List<Invariant> attachAll(WorldBuilder world, List<Invariant> invariants) {
        List<Invariant> attached = new ArrayList<>();
        world.placeGhosts();
        for (Invariant i : invariants) {
            if (i.attach(world)) {
                i.index = world.observe(i);
                attached.add(i);
            }
        }
        return attached;
    }

    /** The parts of a type, in the order of their ids. */
    protected static <P> List<P> partsOf(WorldBuilder world, Class<P> type) {
        List<P> found = new ArrayList<>();
        for (Part p : world.parts()) {
            if (type.isInstance(p)) {
                found.add(type.cast(p));
            }
        }
        return found;
    }

    /** Notes that the companion situation has occurred. */
    protected final void exercised(World w) {
        w.exercise(index);
    }

    /**
     * The property is broken.
     *
     * @param task who broke it, or null at quiescence
     * @param sentence what happened, with the values
     * @param skeleton the causes, free of task and buffer numbers
     */
    protected final void broken(World w, @Nullable Task task, String sentence, String skeleton) {
        w.violated(new Violation(name(), reportOnly(), sentence, skeleton, task == null ? -1 : task.id()));
    }

    /** As {@link #broken} for a breach that is known and accepted: worth a report, whatever {@link #reportOnly} says. */
    protected final void reported(World w, @Nullable Task task, String sentence, String skeleton) {
        w.violated(new Violation(name(), true, sentence, skeleton, task == null ? -1 : task.id()));
    }
}
