package dev.gfpfuzz.model.memcg;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** What happens to a memory cgroup. a = the cgroup's part id unless said otherwise. */
public enum MemcgEvent implements Event {
    /** b = pages in the bio. */
    WRITEBACK_STARTED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "puts " + b + " page" + (b == 1 ? "" : "s") + " of "
                    + w.look((int) a).name() + " under writeback, in a bio that it has not submitted yet";
        }
    },
    BIO_SUBMITTED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "submits its bio";
        }
    },
    /** b = page. */
    WRITEBACK_ENDED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "ends the writeback of page " + b + " of " + w.look((int) a).name();
        }
    },
    /** b = mask. */
    LIMIT_REACHED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "finds " + w.look((int) a).name() + " at its limit and reclaims with " + Gfp.toString((int) b);
        }
    },
    /** b = page. */
    WAITS_FOR_WRITEBACK {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "waits for the writeback of page " + b + " of "
                    + w.look((int) a).name();
        }
    },
    /** b = pages. */
    CHARGED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "charges " + pages(b) + " to " + w.look((int) a).name();
        }
    },
    /** b = pages. */
    CHARGE_FORCED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "charges " + pages(b) + " to " + w.look((int) a).name() + " over its limit";
        }
    },
    /** b = pages. */
    CHARGE_FAILED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "cannot charge " + pages(b) + " to " + w.look((int) a).name() + " and fails with ENOMEM";
        }
    };

    private static String pages(long n) {
        return n == 1 ? "a page" : n + " pages";
    }
}
