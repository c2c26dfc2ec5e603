package dev.gfpfuzz.bench;

import dev.gfpfuzz.schedule.SplitMix64;

/**
 * The correct bufio-mini by hand, for comparison: no frames, no parts, no events, a byte array of program counters and a
 * handful of ints, both properties checked inline. A random walk over it is about as fast as one can be on this machine.
 */
final class PackedBufioMini {
    private static final int LOCK = 0;
    private static final int NOWAIT = 1;
    private static final int DROP = 2;
    private static final int NOIO = 3;
    private static final int RELOCK_GOT = 4;
    private static final int RELOCK_NOT = 5;
    private static final int TAKE = 6;
    private static final int WAIT = 7;
    private static final int WOKEN = 8;
    private static final int UNLOCK_GOT = 9;
    private static final int USE = 10;
    private static final int RLOCK = 11;
    private static final int PUT = 12;
    private static final int RUNLOCK = 13;
    private static final int ELOCK = 14;
    private static final int EAT = 15;
    private static final int EUNLOCK = 16;
    private static final int ERELOCK = 17;
    private static final int RETURN = 18;
    private static final int EUNLOCK2 = 19;
    private static final int DONE = 20;
    private static final int WANTS_LOCK =
            1 << LOCK | 1 << RELOCK_GOT | 1 << RELOCK_NOT | 1 << WOKEN | 1 << RLOCK | 1 << ELOCK | 1 << ERELOCK;

    private final int clients;
    private final int rounds;
    private final int pages;
    private final int reserved;
    private final int[] pc;
    private final int[] left;
    private final int[] enabled;
    private final SplitMix64 random = new SplitMix64(0);
    private int pool;
    private int res;
    private int lru;
    private int sleepers;
    private int saw;
    private int tried;
    private boolean locked;
    private boolean ate;

    PackedBufioMini(int clients, int rounds, int pages, int reserved) {
        this.clients = clients;
        this.rounds = rounds;
        this.pages = pages;
        this.reserved = reserved;
        pc = new int[clients + 1];
        left = new int[clients + 1];
        enabled = new int[clients + 1];
    }

    /** One random walk. @return steps, negative if a property is violated */
    int run(long seed) {
        random.reseed(seed);
        for (int i = 0; i <= clients; i++) {
            pc[i] = i < clients ? LOCK : ELOCK;
            left[i] = rounds;
        }
        pool = pages;
        res = reserved;
        lru = 0;
        sleepers = 0;
        saw = 0;
        tried = 0;
        locked = false;
        ate = false;
        int steps = 0;
        while (true) {
            int n = 0;
            for (int i = 0; i <= clients; i++) {
                int at = pc[i];
                boolean blocked = locked && (WANTS_LOCK >>> at & 1) != 0;
                if (at != DONE && !blocked && (sleepers >>> i & 1) == 0) {
                    enabled[n++] = i;
                }
            }
            if (n == 0) {
                return finished() ? steps : -steps;
            }
            int t = enabled[n == 1 ? 0 : random.nextInt(n)];
            if (pc[t] == WAIT && (saw >>> t & 1) != 0) {
                return -steps;
            }
            pc[t] = t < clients ? client(t) : eater(t);
            steps++;
        }
    }

    private boolean finished() {
        for (int at : pc) {
            if (at != DONE) {
                return false;
            }
        }
        return true;
    }

    private int client(int t) {
        int bit = 1 << t;
        switch (pc[t]) {
            case LOCK:
                locked = true;
                return NOWAIT;
            case NOWAIT:
                if (pool > 0) {
                    pool--;
                    return UNLOCK_GOT;
                }
                return (tried & bit) != 0 ? TAKE : DROP;
            case DROP:
                locked = false;
                return NOIO;
            case NOIO:
                if (pool > 0 && random.nextInt(2) == 0) {
                    pool--;
                    return RELOCK_GOT;
                }
                return RELOCK_NOT;
            case RELOCK_GOT:
                locked = true;
                return UNLOCK_GOT;
            case RELOCK_NOT:
                locked = true;
                tried |= bit;
                return TAKE;
            case TAKE:
                if (res > 0) {
                    res--;
                    return UNLOCK_GOT;
                }
                if (lru > 0) {
                    lru--;
                    return UNLOCK_GOT;
                }
                return WAIT;
            case WAIT:
                locked = false;
                sleepers |= bit;
                return WOKEN;
            case WOKEN:
                locked = true;
                saw = lru > 0 || res > 0 ? saw | bit : saw & ~bit;
                return NOWAIT;
            case UNLOCK_GOT:
                locked = false;
                saw &= ~bit;
                tried &= ~bit;
                return USE;
            case USE:
                return RLOCK;
            case RLOCK:
                locked = true;
                return PUT;
            case PUT:
                lru++;
                sleepers = 0;
                return RUNLOCK;
            default:
                locked = false;
                return --left[t] == 0 ? DONE : LOCK;
        }
    }

    private int eater(int t) {
        switch (pc[t]) {
            case ELOCK:
                locked = true;
                return EAT;
            case EAT:
                eat();
                return EUNLOCK;
            case EUNLOCK:
                locked = false;
                return ate ? ERELOCK : roundOver(t);
            case ERELOCK:
                locked = true;
                return RETURN;
            case RETURN:
                ate = false;
                pool++;
                sleepers = 0;
                return EUNLOCK2;
            default:
                locked = false;
                return roundOver(t);
        }
    }

    private void eat() {
        if (lru > 0) {
            lru--;
            if (res < reserved) {
                res++;
                sleepers = 0;
            } else {
                ate = true;
            }
        } else if (pool > 0) {
            pool--;
            ate = true;
        }
    }

    private int roundOver(int t) {
        return --left[t] == 0 ? DONE : ELOCK;
    }
}
