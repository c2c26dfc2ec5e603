package com.example.locks;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.invariant.NoDeadlock;
import dev.gfpfuzz.property.Model;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.List;

/** Three tasks use a ticket lock twice each. */
class TicketLock implements Model {
    private final boolean torn;

    TicketLock() {
        this(false);
    }

    private TicketLock(boolean torn) {
        this.torn = torn;
    }

    /** The same without an atomic instruction to draw a ticket: two tasks may draw the same. */
    static final class Torn extends TicketLock {
        Torn() {
            super(true);
        }
    }

    @Override
    public void build(WorldBuilder world) {
        Tickets tickets = world.place("tickets", new Tickets());
        for (String name : List.of("A", "B", "C")) {
            world.task(name, new LockUser(tickets, 2, torn));
        }
    }

    @Override
    public List<Invariant> invariants() {
        return List.of(new OneAtATime(), new NoDeadlock());
    }
}
