package dev.gfpfuzz.invariant;

import dev.gfpfuzz.model.callers.CallEvent;
import dev.gfpfuzz.model.callers.Caller;
import dev.gfpfuzz.model.callers.LastMask;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.Violation;
import dev.gfpfuzz.step.World;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/**
 * Where a required operation is lost for its user with {@code __GFP_NORETRY} on its last allocation, the flag is not at
 * fault: the same schedule loses it with the flag cleared, and with {@code __GFP_RETRY_MAYFAIL} in its place, too.
 *
 * <p>Refines {@link NoNoretryLoss}, which the run then breaks as well: that one says that the flag stood on the request,
 * this one that it made the difference. So a breach is a report beside the violation.
 *
 * <p>Cause for it are the catalogue's sites without a fallback, for one 39 in v4.17; without the flag (39 after its fix)
 * nothing is lost, and where the flag is inert (51) nothing is cured.
 */
public final class NoCurableLoss extends Counterfactual {
    /** The invariant's name. */
    public static final String NAME = "no-curable-loss";

    private List<Caller> callers = List.of();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Kind kind() {
        return Kind.NEVER;
    }

    @Override
    public boolean reportOnly() {
        return true;
    }

    @Override
    public String statement() {
        return "No required operation is lost that the same schedule serves with __GFP_NORETRY cleared on the last"
                + " allocation, or with __GFP_RETRY_MAYFAIL in its place.";
    }

    @Override
    public String source() {
        return "M. Patocka, linux-mm, 18 June 2018; mm/page_alloc.c, v4.17, __alloc_pages_slowpath";
    }

    @Override
    public String companion() {
        return "such an operation is lost with __GFP_NORETRY on its last allocation";
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        callers = partsOf(world, Caller.class).stream().filter(Caller::followed).toList();
        return !callers.isEmpty();
    }

    @Override
    public List<Event> hears() {
        return List.of(CallEvent.OPERATION_ENDED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event == CallEvent.OPERATION_ENDED && suspect(w.look((int) a))) {
            exercised(w);
        }
    }

    private static boolean suspect(Caller c) {
        return c.followed() && c.lost() && c.chain().lastKeepsNoretry();
    }

    @Override
    public String refines() {
        return NoNoretryLoss.NAME;
    }

    @Override
    public void judge(World end, Again again) {
        for (Caller c : callers) {
            if (suspect(end.look(c.id()))) {
                judge(end, c.id(), again);
            }
        }
    }

    private void judge(World end, int caller, Again again) {
        for (LastMask mask : List.of(LastMask.CLEARED, LastMask.MAYFAIL)) {
            World other = again.from(w -> w.<Caller>part(caller).lastMask(mask));
            Caller there = other.look(caller);
            if (there.ended() != Caller.UNDECIDED && !there.lost()) {
                Caller here = end.look(caller);
                broken(
                        end,
                        null,
                        "Site " + here.site().n() + ", " + here.site().function() + ": the same schedule ends well "
                                + (mask == LastMask.CLEARED ? "without __GFP_NORETRY" : "with __GFP_RETRY_MAYFAIL")
                                + " on its last allocation.",
                        mask + ";" + here.site().policy());
                return;
            }
        }
    }

    /** Which mask saves the operation, as a breach of this says. */
    public static LastMask cure(Violation breach) {
        String skeleton = breach.skeleton();
        return LastMask.valueOf(skeleton.substring(0, skeleton.indexOf(';')));
    }
}
