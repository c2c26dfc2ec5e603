package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** Random zones, requests and tasks that make them, all from a seed. */
final class RandomZone {
    private static final int[] COMPOSITES = {
        Gfp.GFP_KERNEL, Gfp.GFP_NOFS, Gfp.GFP_NOIO, Gfp.GFP_NOWAIT, Gfp.GFP_ATOMIC, Gfp.GFP_TRANSHUGE, Gfp.GFP_USER
    };
    private static final int[] FLAGS = {
        Gfp.NORETRY, Gfp.RETRY_MAYFAIL, Gfp.NOFAIL, Gfp.NOMEMALLOC, Gfp.MEMALLOC, Gfp.THISNODE, Gfp.DMA, Gfp.HIGH
    };
    private static final int[] TASKS = {
        0,
        0,
        TaskFlags.PF_KTHREAD,
        TaskFlags.PF_MEMALLOC,
        TaskFlags.PF_MEMALLOC_NOIO,
        TaskFlags.PF_MEMALLOC_NOFS,
        TaskFlags.RT_TASK,
        TaskFlags.PF_WQ_WORKER | TaskFlags.PF_KTHREAD,
        TaskFlags.PF_DUMPCORE
    };

    private RandomZone() {}

    static SmallZone zone(SplitMix64 r) {
        return new SmallZone()
                .clean(r.nextInt(3) * r.nextInt(12))
                .dirty(r.nextInt(2) * r.nextInt(8))
                .anon(r.nextInt(2) * r.nextInt(8), r.nextInt(2) * 8)
                .victims(r.nextInt(3), r.nextInt(6))
                .holes(r.nextInt(3))
                .free(r.nextInt(24));
    }

    static int taskFlags(SplitMix64 r) {
        return TASKS[r.nextInt(TASKS.length)];
    }

    static int gfp(SplitMix64 r) {
        int gfp = COMPOSITES[r.nextInt(COMPOSITES.length)];
        for (int flags = r.nextInt(3); flags > 0; flags--) {
            gfp |= FLAGS[r.nextInt(FLAGS.length)];
        }
        return gfp;
    }

    /** A task that makes requests one after the other and gives every block back later. */
    static final class Requests extends Frame<Requests.At> {
        enum At {
            NEXT,
            ANSWERED,
            FREE
        }

        private final int[] gfps;
        private final int[] orders;
        private int zone;
        private int next;
        private long held;

        Requests(int zone, int count, SplitMix64 r) {
            super(At.NEXT);
            this.zone = zone;
            gfps = new int[count];
            orders = new int[count];
            for (int i = 0; i < count; i++) {
                gfps[i] = gfp(r);
                orders[i] = r.nextInt(6);
            }
        }

        @Override
        protected Next step(World w, Task current) {
            Zone z = w.part(zone);
            switch (at) {
                case NEXT:
                    if (next == gfps.length) {
                        return ret(current);
                    }
                    return call(current, z.allocPages(gfps[next], orders[next]), At.ANSWERED);
                case ANSWERED:
                    held = current.ret();
                    next++;
                    return held == PageAllocator.NULL ? goTo(At.NEXT) : pauseAt(At.FREE);
                case FREE:
                    z.freePages(w, current, held);
                    held = PageAllocator.NULL;
                    return pauseAt(At.NEXT);
                default:
                    throw new AssertionError(at);
            }
        }

        @Override
        protected void fields(Fields f) {
            zone = f.of(zone);
            next = f.of(next);
            held = f.of(held);
        }
    }
}
