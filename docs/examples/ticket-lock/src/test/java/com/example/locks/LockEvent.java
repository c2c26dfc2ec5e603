package com.example.locks;

import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** What the invariants listen to. The first argument of each is the ticket. */
enum LockEvent implements Event {
    ENTERED("enters with ticket "),
    LEFT("leaves with ticket ");

    private final String clause;

    LockEvent(String clause) {
        this.clause = clause;
    }

    @Override
    public String describe(World w, Task task, long ticket, long unused) {
        return clause + ticket;
    }
}
