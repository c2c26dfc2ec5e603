package dev.gfpfuzz.report;

import dev.gfpfuzz.kernel.KernelEvent;
import dev.gfpfuzz.model.dmbufio.BufioEvent;
import dev.gfpfuzz.model.mempool.MempoolEvent;
import dev.gfpfuzz.step.Event;
import dev.gfpfuzz.step.MachineEvent;

/** Sorts of events, each with its glyph in the swim lanes. An event of a model that is not listed here is OTHER. */
enum ActKind {
    TAKES_LOCK('┏', "takes a lock"),
    DROPS_LOCK('┗', "drops it"),
    ASKS('?', "asks for memory"),
    GETS('+', "gets memory"),
    REFUSED('-', "gets none"),
    RECLAIMS('R', "reclaims memory"),
    FREES('f', "frees memory"),
    TAKES('T', "takes what is free"),
    GIVES('G', "gives it back"),
    SLEEPS('Z', "goes to sleep"),
    BACK('B', "is back from sleep"),
    WAKES('!', "wakes somebody"),
    STARTS_IO('>', "starts I/O"),
    ENDS_IO('<', "ends I/O"),
    TIMER('t', "a timer fires"),
    OTHER('*', "something else"),
    BREAKS('X', "breaks the rule");

    private final char glyph;
    private final String meaning;

    ActKind(char glyph, String meaning) {
        this.glyph = glyph;
        this.meaning = meaning;
    }

    char glyph() {
        return glyph;
    }

    String meaning() {
        return meaning;
    }

    static ActKind of(Event event) {
        if (event instanceof MachineEvent m) {
            return switch (m) {
                case LOCK_ACQUIRED -> TAKES_LOCK;
                case LOCK_RELEASED -> DROPS_LOCK;
                case TIMER_FIRED -> TIMER;
            };
        }
        if (event instanceof KernelEvent k) {
            return of(k);
        }
        if (event instanceof MempoolEvent p) {
            return of(p);
        }
        return event instanceof BufioEvent b ? of(b) : OTHER;
    }

    private static ActKind of(MempoolEvent event) {
        return switch (event) {
            case ALLOC_BEGINS -> ASKS;
            case RESERVE_TAKEN -> TAKES;
            case RESERVE_REFILLED, RESERVE_GROWN -> GIVES;
            case ELEMENT_FREED, DESTROYED -> FREES;
            case WAIT_BEGINS -> SLEEPS;
            default -> OTHER;
        };
    }

    private static ActKind of(KernelEvent event) {
        return switch (event) {
            case WAIT_QUEUED -> SLEEPS;
            case WOKEN -> WAKES;
            case ALLOC_REQUESTED -> ASKS;
            case ALLOC_SUCCEEDED -> GETS;
            case ALLOC_FAILED -> REFUSED;
            case DIRECT_RECLAIM_ENTERED, DIRECT_RECLAIM_LEFT, SHRINKER_ENTERED, SHRINKER_LEFT -> RECLAIMS;
            case PAGES_FREED -> FREES;
            default -> OTHER;
        };
    }

    private static ActKind of(BufioEvent event) {
        return switch (event) {
            case BUFFER_UNHELD, RESERVE_REFILLED -> GIVES;
            case BUFFER_FREED, EVICTED -> FREES;
            case WAIT_BEGINS -> SLEEPS;
            case WAIT_ENDS -> BACK;
            case RESERVE_TAKEN, UNCLAIMED_TAKEN -> TAKES;
            case READ_SUBMITTED, WRITE_SUBMITTED -> STARTS_IO;
            case READ_ENDED, WRITE_ENDED, WRITE_FAILED, READ_FAILED -> ENDS_IO;
            default -> OTHER;
        };
    }
}
