package dev.gfpfuzz.model.fs;

import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** What happens to a filesystem. a = its part id. */
public enum FsEvent implements Event {
    /** b = dirty pages. */
    SYNC_BEGINS {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "begins to write " + pages(b) + " of " + w.look((int) a).name();
        }
    },
    PAGE_WRITTEN {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "writes a page of " + w.look((int) a).name();
        }
    },
    WRITE_LACKS_MEMORY {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "has no memory to write a page of " + w.look((int) a).name();
        }
    },
    ERROR_REPORTED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "tells the user that " + w.look((int) a).name() + " could not be written";
        }
    },
    /** b = dirty pages. */
    PAGES_DROPPED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "drops " + pages(b) + " of " + w.look((int) a).name() + " unwritten";
        }
    };

    private static String pages(long n) {
        return n + " dirty page" + (n == 1 ? "" : "s");
    }
}
