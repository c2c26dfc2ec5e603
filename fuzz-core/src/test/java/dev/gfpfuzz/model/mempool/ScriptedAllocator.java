package dev.gfpfuzz.model.mempool;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.model.pagealloc.Shrinker;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** Answers every second request or so, as a seed says; sleeps once if the mask has direct reclaim. */
public final class ScriptedAllocator extends PageAllocator {
    private final SplitMix64 answers;

    public ScriptedAllocator(long seed) {
        answers = new SplitMix64(seed);
    }

    /** The next answer: twins draw from an allocator of the same seed. */
    public boolean nextAnswer() {
        return answers.nextInt(3) == 0;
    }

    @Override
    public Frame<?> allocPages(int gfp, int order) {
        return new Request(id(), gfp, order);
    }

    @Override
    public void freePages(World w, Task current, long handle) {}

    @Override
    public void registerShrinker(Shrinker shrinker) {}

    @Override
    protected void fields(Fields f) {}

    private static final class Request extends Frame<Request.At> {
        private enum At {
            ENTRY,
            ANSWER
        }

        private final int allocator;
        private final int gfp;
        private final int order;

        Request(int allocator, int gfp, int order) {
            super(At.ENTRY);
            this.allocator = allocator;
            this.gfp = gfp;
            this.order = order;
        }

        @Override
        protected Next step(World w, Task current) {
            return switch (at) {
                case ENTRY -> {
                    w.emit(KernelEvent.ALLOC_REQUESTED, current, gfp, order);
                    yield Gfp.allowsBlocking(gfp) ? pauseAt(At.ANSWER) : goTo(At.ANSWER);
                }
                case ANSWER -> ret(current, w.<ScriptedAllocator>part(allocator).nextAnswer() ? 1 : NULL);
            };
        }

        @Override
        protected void fields(Fields f) {}
    }
}
