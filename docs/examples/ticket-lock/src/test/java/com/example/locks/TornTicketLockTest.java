package com.example.locks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gfpfuzz.property.GfpFuzz;
import dev.gfpfuzz.property.PropertyFailedError;
import org.junit.jupiter.api.Test;

/** What a failure looks like. */
class TornTicketLockTest {
    @Test
    void twoTasksWithOneTicket_areFound_shrunk_andReplayed() {
        PropertyFailedError e = assertThrows(
                PropertyFailedError.class,
                () -> GfpFuzz.model(TicketLock.Torn.class).assertHolds("one-at-a-time"));
        System.out.println(e.getMessage());
        assertTrue(e.run().outcome().contextSwitches() <= 3, e.getMessage());

        PropertyFailedError again =
                assertThrows(PropertyFailedError.class, () -> GfpFuzz.replay(e.run().token()));
        assertEquals(e.run().violation(), again.run().violation());
    }
}
