package dev.gfpfuzz.model.callers;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** What happens at a call site. a = the caller's part id. */
public enum CallEvent implements Event {
    /** b = number of the attempt, from 0. */
    ATTEMPT_STARTED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            Attempt attempt = w.<Caller>look((int) a).chain().attempts().get((int) b);
            return "attempt " + (b + 1) + ": " + text(attempt)
                    + (attempt.lock() == Attempt.LockUse.DROPPED ? ", without the lock" : "");
        }
    },
    /** b = number of the attempt, from 0. */
    ATTEMPT_FAILED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "attempt " + (b + 1) + " fails";
        }
    },
    /** b = ordinal of the {@link Terminal}. */
    OPERATION_ENDED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "ends with " + Terminal.values()[(int) b];
        }
    };

    private static String text(Attempt a) {
        return switch (a.source()) {
            case BUDDY -> "order " + a.order() + " with " + Gfp.toString(a.gfp());
            case VMALLOC -> (1 << a.order()) + " single pages with " + Gfp.toString(a.gfp());
            case CHARGE -> "a charged page with " + Gfp.toString(a.gfp());
            case CACHE -> "its own small cache";
            case RESERVE -> "the reserve";
            case LOCAL -> "what is there anyway";
            case SHRINK -> "its own shrinker";
        };
    }
}
