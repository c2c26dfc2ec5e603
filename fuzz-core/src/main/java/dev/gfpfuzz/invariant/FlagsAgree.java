package dev.gfpfuzz.invariant;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.List;

/**
 * A call site asks for one behaviour: no mask has two of {@code __GFP_NORETRY}, {@code __GFP_RETRY_MAYFAIL} and {@code
 * __GFP_NOFAIL}. The allocator obeys the first that it tests, and the other is a promise that it does not keep.
 *
 * <p>Cause for it is v4.17's own catalogue, for one site 49; sites whose last request has none of the three give none.
 */
public final class FlagsAgree extends CallSiteReport {
    /** The invariant's name. */
    public static final String NAME = "flags-agree";

    private static final int MODIFIERS = Gfp.NORETRY | Gfp.RETRY_MAYFAIL | Gfp.NOFAIL;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String statement() {
        return "No request of a call site has two of __GFP_NORETRY, __GFP_RETRY_MAYFAIL and __GFP_NOFAIL.";
    }

    @Override
    public String source() {
        return "include/linux/gfp.h, v4.17, the description of the retry modifiers";
    }

    @Override
    public String companion() {
        return "a request has one of them";
    }

    @Override
    public List<Event> hears() {
        return List.of(KernelEvent.ALLOC_REQUESTED);
    }

    @Override
    public void on(World w, Event event, Task task, long a, long b) {
        if (event != KernelEvent.ALLOC_REQUESTED) {
            return;
        }
        int modifiers = (int) a & MODIFIERS;
        if (modifiers != 0) {
            exercised(w);
        }
        if (Integer.bitCount(modifiers) > 1) {
            broken(
                    w,
                    task,
                    "Task " + task.name() + " asks with " + Gfp.toString(modifiers) + " in one mask.",
                    "conflicting " + Gfp.toString(modifiers));
        }
    }
}
