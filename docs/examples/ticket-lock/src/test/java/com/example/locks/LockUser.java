package com.example.locks;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * Takes the lock and releases it, some times over. Between two labels that are reached by pauseAt or awaitThen any other
 * task may run; what stands between them is atomic.
 */
final class LockUser extends Frame<LockUser.At> {
    enum At {
        DRAW,
        DRAWN,
        WAIT,
        INSIDE,
        RELEASE
    }

    private int tickets;
    private int rounds;
    private boolean torn;
    private int ticket;

    /** @param torn whether drawing a ticket is two steps, as without an atomic instruction */
    LockUser(Tickets tickets, int rounds, boolean torn) {
        super(At.DRAW);
        this.tickets = tickets.id();
        this.rounds = rounds;
        this.torn = torn;
    }

    @Override
    protected Next step(World w, Task current) {
        Tickets t = w.part(tickets);
        return switch (at) {
            case DRAW -> {
                ticket = t.next;
                if (torn) {
                    yield pauseAt(At.DRAWN);
                }
                yield goTo(At.DRAWN);
            }
            case DRAWN -> {
                t.next = ticket + 1;
                yield awaitThen(current, At.WAIT);
            }
            case WAIT -> {
                w.emit(LockEvent.ENTERED, current, ticket);
                yield pauseAt(At.INSIDE);
            }
            case INSIDE -> {
                w.emit(LockEvent.LEFT, current, ticket);
                yield pauseAt(At.RELEASE);
            }
            case RELEASE -> {
                t.serving++;
                rounds--;
                yield rounds > 0 ? pauseAt(At.DRAW) : ret(current);
            }
        };
    }

    @Override
    protected boolean ready(World w, Task current) {
        return w.<Tickets>look(tickets).serving == ticket;
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "ticket " + ticket + " to be served";
    }

    @Override
    protected void fields(Fields f) {
        tickets = f.of(tickets);
        rounds = f.of(rounds);
        torn = f.of(torn);
        ticket = f.of(ticket);
    }
}
