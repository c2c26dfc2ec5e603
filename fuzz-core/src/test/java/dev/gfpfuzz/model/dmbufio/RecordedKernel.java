package dev.gfpfuzz.model.dmbufio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.MachineEvent;
import dev.gfpfuzz.step.Observer;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one task did inside {@code __alloc_buffer_wait_no_callback} in a run, and a kernel that answers as that run did. An
 * operation asked for that is not the one which the frames did next is a disagreement.
 */
final class RecordedKernel implements BufferTwins.Kernel {
    /** Something that the frames did, and what they found right after it. */
    private record Deed(
            Event event,
            long a,
            long b,
            NewFlag nf,
            boolean reserve,
            boolean unheld,
            boolean latched,
            boolean queued) {}

    private final List<Deed> deeds;
    private Deed last;
    private int first;
    private int next;

    private RecordedKernel(List<Deed> deeds) {
        this.deeds = deeds;
        this.last = deeds.get(0);
    }

    /** Records every task of a world. */
    static final class Recorder implements Observer {
        private final Map<Integer, List<Deed>> deeds = new TreeMap<>();

        @Override
        public void on(World w, Event event, Task task, long a, long b) {
            Task whose = event == KernelEvent.WOKEN ? w.lookTask((int) a) : task;
            BufioFrame<?> frame = frame(whose);
            if (frame != null && concerns(frame.look(w), event, whose, a, b)) {
                deeds.computeIfAbsent(whose.id(), id -> new ArrayList<>())
                        .add(deed(frame.look(w), w, event, whose, a, b));
            }
        }

        private static Deed deed(DmBufioClient c, World w, Event event, Task task, long a, long b) {
            boolean unheld = false;
            for (int i = 0; i < c.buffersMax(); i++) {
                unheld |= c.place(i) <= DmBufioClient.LIST_DIRTY && c.holdCount(i) == 0;
            }
            NewFlag nf = NewFlag.READ;
            for (int i = 0; i < task.depth(); i++) {
                nf = task.frame(i) instanceof Prefetch ? NewFlag.PREFETCH : nf;
            }
            boolean queued = (c.waitQueue(w).waiters() >>> task.id() & 1) != 0;
            return new Deed(
                    event, a, b, nf, c.reserveLength() > 0, unheld, !c.module(w).mayAllocate(), queued);
        }

        private static boolean concerns(DmBufioClient c, Event event, Task task, long a, long b) {
            if (event instanceof MachineEvent) {
                return a == c.lock() && !inReclaim(task);
            }
            return event == KernelEvent.ALLOC_REQUESTED
                    || event == KernelEvent.WAIT_QUEUED
                    || event == KernelEvent.WOKEN && b == c.freeBufferWait()
                    || event == BufioEvent.BUFFER_ALLOCATED
                    || event == BufioEvent.ALLOCATION_FAILED
                    || event == BufioEvent.RESERVE_TAKEN
                    || event == BufioEvent.UNCLAIMED_TAKEN;
        }

        /** The shrinker that a request's reclaim calls takes the lock on its own account. */
        private static boolean inReclaim(Task task) {
            for (int i = 0; i < task.depth(); i++) {
                if (task.frame(i) instanceof AllocBuffer) {
                    return true;
                }
            }
            return false;
        }

        private static BufioFrame<?> frame(Task task) {
            for (int i = 0; i < task.depth(); i++) {
                if (task.frame(i) instanceof AllocBufferWaitNoCallback f) {
                    return f;
                }
            }
            return null;
        }

        /** One kernel for each task that allocated a buffer. */
        List<RecordedKernel> kernels() {
            return deeds.values().stream().map(RecordedKernel::new).toList();
        }
    }

    /** Whether the task called the function once more. */
    boolean calledAgain() {
        if (next == deeds.size()) {
            return false;
        }
        last = before(deeds.get(next));
        first = next;
        return true;
    }

    /** What a call found that began with this deed: without an attempt to allocate, the deed tells. */
    private static Deed before(Deed d) {
        boolean reserve = d.event() == BufioEvent.RESERVE_TAKEN;
        boolean unheld = d.event() == BufioEvent.UNCLAIMED_TAKEN;
        return new Deed(d.event(), d.a(), d.b(), d.nf(), reserve, unheld, d.latched(), false);
    }

    /** How the call under way came to its end: its deeds but for the locking. */
    String way() {
        Set<String> words = new LinkedHashSet<>();
        for (Deed d : deeds.subList(first, next)) {
            if (d.event() == KernelEvent.ALLOC_REQUESTED) {
                words.add(Gfp.allowsBlocking((int) d.a()) ? "NOIO" : "NOWAIT");
            } else if (d.event() == KernelEvent.WOKEN || d.event() instanceof BufioEvent) {
                words.add(d.event().name());
            }
        }
        return String.join(" ", words);
    }

    /** What the buffer to come is for. */
    NewFlag nf() {
        return deeds.get(next).nf();
    }

    private Deed did(Event... any) {
        assertThat(next)
                .as("the frames end where the twin goes on with %s", (Object) any)
                .isLessThan(deeds.size());
        last = deeds.get(next++);
        assertThat(last.event()).as("operation %d", next).isIn((Object[]) any);
        return last;
    }

    @Override
    public int dmBufioCacheSizeLatch() {
        return last.latched() ? 1 : 0;
    }

    @Override
    public int allocBuffer(int gfp) {
        assertThat(did(KernelEvent.ALLOC_REQUESTED).a()).as("mask").isEqualTo(gfp);
        Deed end = did(BufioEvent.BUFFER_ALLOCATED, BufioEvent.ALLOCATION_FAILED);
        return end.event() == BufioEvent.BUFFER_ALLOCATED ? (int) end.b() : BufferTwins.NULL;
    }

    @Override
    public void dmBufioLock() {
        did(MachineEvent.LOCK_ACQUIRED);
    }

    @Override
    public void dmBufioUnlock() {
        did(MachineEvent.LOCK_RELEASED);
    }

    @Override
    public boolean reservedBuffersEmpty() {
        return !last.reserve();
    }

    @Override
    public int takeReservedBuffer() {
        return (int) did(BufioEvent.RESERVE_TAKEN).b();
    }

    @Override
    public int getUnclaimedBuffer() {
        return last.unheld() ? (int) did(BufioEvent.UNCLAIMED_TAKEN).b() : BufferTwins.NULL;
    }

    @Override
    public void addWaitQueueAndSetUninterruptible() {
        assertThat(did(KernelEvent.WAIT_QUEUED).queued()).isTrue();
    }

    @Override
    public void ioSchedule() {
        did(KernelEvent.WOKEN);
    }

    @Override
    public void removeWaitQueue() {
        // Nobody's event, but it has to be so when the task does its next deed.
        assertThat(next).isLessThan(deeds.size());
        assertThat(deeds.get(next).queued()).isFalse();
    }
}
