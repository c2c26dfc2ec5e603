package dev.gfpfuzz.model.pagealloc;

import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code kernel/signal.c, v4.17, complete_signal} for SIGKILL: the signal is pending, and the task runnable if it was in a
 * sleep that signals end. The task's exit is left out: its program goes on.
 */
public final class SendSigkill extends Frame<SendSigkill.At> {
    enum At {
        ENTRY,
        SENT
    }

    private int victim;

    /** @param victim task id */
    public SendSigkill(int victim) {
        super(At.ENTRY);
        this.victim = victim;
    }

    @Override
    protected Next step(World w, Task current) {
        if (at == At.SENT) {
            return ret(current);
        }
        Task t = w.task(victim);
        t.setFlags(t.flags() | TaskFlags.SIGKILL);
        w.emit(PageEvent.KILLED, current, victim);
        ThrottleDirectReclaim.signalWakeUp(t);
        return pauseAt(At.SENT);
    }

    @Override
    public String function() {
        return "complete_signal";
    }

    @Override
    protected void fields(Fields f) {
        victim = f.of(victim);
    }
}
