package dev.gfpfuzz.programs;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** Two bookings and a check, each a critical section of one lock; the assertion itself is wrong. */
final class Account {
    private static final int BALANCE = 1;
    private static final int DEPOSITED = 2;
    private static final int WITHDRAWN = 3;
    private static final int LOCK = 4;

    private Account() {}

    static final class Book extends Small<Book.At> {
        enum At {
            LOCKED,
            GET,
            SET,
            SET_DONE,
            UNLOCK
        }

        private int amount;
        private int done;
        private int balance;

        /** @param done the cell that says that it was booked */
        Book(int amount, int done) {
            super(At.LOCKED);
            this.amount = amount;
            this.done = done;
        }

        @Override
        protected void begin(Task current) {
            startLocking(current, LOCK);
        }

        @Override
        protected Next step(World w, Task current) {
            switch (at) {
                case LOCKED:
                    return then(current, At.GET, BALANCE, READ);
                case GET:
                    balance = get(w, BALANCE);
                    return then(current, At.SET, BALANCE, WRITE);
                case SET:
                    set(w, BALANCE, balance + amount);
                    return then(current, At.SET_DONE, done, WRITE);
                case SET_DONE:
                    set(w, done, 1);
                    return pauseAt(At.UNLOCK);
                default:
                    SmallLock.unlock(w, current, LOCK);
                    return ret(current);
            }
        }

        @Override
        void locals(Fields f) {
            amount = f.of(amount);
            done = f.of(done);
            balance = f.of(balance);
        }
    }

    static final class Check extends Small<Check.At> {
        enum At {
            LOCKED,
            DEPOSITED,
            WITHDRAWN,
            BALANCE,
            UNLOCK
        }

        private boolean wrong;

        Check() {
            super(At.LOCKED);
        }

        @Override
        protected void begin(Task current) {
            startLocking(current, LOCK);
        }

        @Override
        protected Next step(World w, Task current) {
            switch (at) {
                case LOCKED:
                    return then(current, At.DEPOSITED, Account.DEPOSITED, READ);
                case DEPOSITED:
                    return get(w, Account.DEPOSITED) == 0
                            ? pauseAt(At.UNLOCK)
                            : then(current, At.WITHDRAWN, Account.WITHDRAWN, READ);
                case WITHDRAWN:
                    return get(w, Account.WITHDRAWN) == 0
                            ? pauseAt(At.UNLOCK)
                            : then(current, At.BALANCE, Account.BALANCE, READ);
                case BALANCE:
                    wrong = get(w, Account.BALANCE) != 1 - 2 - 4;
                    return pauseAt(At.UNLOCK);
                default:
                    SmallLock.unlock(w, current, LOCK);
                    return check(w, current, !wrong);
            }
        }

        @Override
        void locals(Fields f) {
            wrong = f.of(wrong);
        }
    }
}
