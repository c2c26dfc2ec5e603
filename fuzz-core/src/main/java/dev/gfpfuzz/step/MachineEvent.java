package dev.gfpfuzz.step;

/** What the machine itself does to a task. */
public enum MachineEvent implements Event {
    /** a = lock's part id, b = mode. */
    LOCK_ACQUIRED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "takes " + w.part((int) a).name();
        }
    },
    /** a = lock's part id, b = mode. Emitted by locks after the release. */
    LOCK_RELEASED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "drops " + w.part((int) a).name();
        }
    },
    /** The sleep ended because the clock reached its deadline, a. */
    TIMER_FIRED {
        @Override
        public String describe(World w, Task task, long a, long b) {
            return "is woken by its timer at tick " + a;
        }
    };
}
