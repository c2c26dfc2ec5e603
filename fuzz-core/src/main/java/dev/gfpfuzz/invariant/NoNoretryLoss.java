package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.callers.CallEvent;
import dev.gfpfuzz.model.callers.Caller;
import dev.gfpfuzz.model.callers.Terminal;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * Every NULL of a {@code __GFP_NORETRY} request is taken up by a fallback: no required operation is lost while the last
 * allocation of its chain still carried the flag.
 *
 * <p>Mutants that it catches are the call sites without a fallback, and those that fall back and keep the flag
 * ({@code caller} objects of the catalogue); sites with a reserve, a local buffer or a last attempt without the flag are
 * silent.
 */
public final class NoNoretryLoss extends Invariant {
    /** The invariant's name. */
    public static final String NAME = "no-noretry-loss";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public String statement() {
        return "No required operation is lost because its last allocation carried __GFP_NORETRY.";
    }

    @Override
    public String source() {
        return "M. Patocka, linux-mm, 18 June 2018; mm/page_alloc.c, v4.17, __alloc_pages_slowpath";
    }

    @Override
    public String companion() {
        return "an attempt with __GFP_NORETRY fails";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        return !partsOf(world, Caller.class).isEmpty();
    }

    @Override
    public List<Event> hears() {
        return List.of(CallEvent.ATTEMPT_FAILED, CallEvent.OPERATION_ENDED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == CallEvent.ATTEMPT_FAILED) {
            exercised(w);
        } else if (event == CallEvent.OPERATION_ENDED) {
            Caller c = w.look((int) a);
            Terminal end = c.judged(Terminal.values()[(int) b]);
            if (end.lost() && c.required() && c.chain().lastKeepsNoretry()) {
                broken(
                        w,
                        task,
                        "Site " + c.site().n() + ", " + c.site().function() + " ("
                                + c.site().path()
                                + "), ends with " + end + ": its last allocation carried __GFP_NORETRY"
                                + (c.chain().who().isEmpty()
                                        ? "."
                                        : "; seen by: " + c.chain().who() + "."),
                        c.site().policy() + ";" + end);
            }
        }
    }
}
