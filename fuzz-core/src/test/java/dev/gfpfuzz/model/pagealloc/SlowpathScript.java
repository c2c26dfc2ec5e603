package dev.gfpfuzz.model.pagealloc;

import static dev.gfpfuzz.model.pagealloc.PageAllocator.NULL;

import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** What the functions that the slow path calls answer, from a seed, and a log of who asked what. */
final class SlowpathScript implements ZoneVariants.Callees {
    private static final int CALLS_MAX = 80;

    private final SplitMix64 random;
    private final StringBuilder log = new StringBuilder();
    private int calls;

    SlowpathScript(long seed) {
        random = new SplitMix64(seed);
    }

    String log() {
        return log.toString();
    }

    private void say(String call) {
        log.append(call).append('\n');
        calls++;
    }

    /** A page once in a while, and always after many calls, so that NOFAIL ends. */
    private long page() {
        return random.nextInt(12) == 0 || calls > CALLS_MAX ? Zone.handle(calls, 0) : NULL;
    }

    long getPage(int allocFlags) {
        say("get_page " + AllocFlags.toString(allocFlags));
        return page();
    }

    long reclaim(int gfp, int allocFlags) {
        say("reclaim " + gfp + " " + allocFlags);
        return PageAnd.pack(page(), random.nextInt(2));
    }

    long compact(int allocFlags, int priority) {
        say("compact " + allocFlags + " " + priority);
        return PageAnd.pack(page(), random.nextInt(7));
    }

    long reclaimRetry(int allocFlags, boolean progress, int loops) {
        say("reclaim_retry " + allocFlags + " " + progress + " " + loops);
        return ShouldReclaimRetry.pack(random.nextInt(2) == 0, loops + random.nextInt(2));
    }

    ShouldCompactRetry.Answer compactRetry(int allocFlags, CompactResult result, int priority, int retries) {
        say("compact_retry " + allocFlags + " " + result + " " + priority + " " + retries);
        return new ShouldCompactRetry.Answer(
                random.nextInt(2) == 0, Math.max(0, priority - random.nextInt(2)), retries + random.nextInt(2));
    }

    long mayOom(int gfp) {
        say("may_oom " + gfp);
        return PageAnd.pack(page(), random.nextInt(2));
    }

    // ---- the same as frames ----

    @Override
    public Frame<?> getPage(int zone, int order, int allocFlags) {
        return new Says(getPage(allocFlags));
    }

    @Override
    public Frame<?> directReclaim(int zone, int gfp, int order, int allocFlags) {
        return new Says(reclaim(gfp, allocFlags));
    }

    @Override
    public Frame<?> directCompact(int zone, int gfp, int order, int allocFlags, int priority) {
        return new Says(compact(allocFlags, priority));
    }

    @Override
    public Frame<?> reclaimRetry(int zone, int order, int allocFlags, boolean didSomeProgress, int noProgressLoops) {
        return new Says(reclaimRetry(allocFlags, didSomeProgress, noProgressLoops));
    }

    @Override
    public ShouldCompactRetry.Answer compactRetry(
            Zone z, Task current, int order, int allocFlags, CompactResult result, int priority, int retries) {
        return compactRetry(allocFlags, result, priority, retries);
    }

    @Override
    public Frame<?> mayOom(int zone, int gfp, int order) {
        return new Says(mayOom(gfp));
    }

    /** Returns at once. */
    private static final class Says extends Frame<Says.At> {
        enum At {
            ENTRY
        }

        private long value;

        Says(long value) {
            super(At.ENTRY);
            this.value = value;
        }

        @Override
        protected Next step(World w, Task current) {
            return ret(current, value);
        }

        @Override
        protected void fields(Fields f) {
            value = f.of(value);
        }
    }
}
