package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.READING;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, new_read}: the body of {@code dm_bufio_read}, {@code dm_bufio_get} and {@code
 * dm_bufio_new}. Entered and left without c->lock. Returns the held buffer, or NULL (get of what is not cached, read
 * error).
 */
public final class NewRead extends BufioFrame<NewRead.At> {
    enum At {
        ENTRY,
        LOCKED,
        UNDER_LOCK,
        FOUND_OR_NEW,
        UNLOCKED,
        READ_OVER,
        RELEASED
    }

    private int block;
    private NewFlag nf;
    private boolean checksError;
    private long result = BufioNew.NO_RESULT;

    /**
     * @param nf READ, GET or FRESH
     * @param checksError whether a read error is returned; not so in a mutant
     */
    NewRead(int client, int block, NewFlag nf, boolean checksError) {
        super(At.ENTRY, client);
        this.block = block;
        this.nf = nf;
        this.checksError = checksError;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> lockThen(current, c.lock(), At.LOCKED);
            case LOCKED -> c.softirqsOn() ? pauseAt(At.UNDER_LOCK) : goTo(At.UNDER_LOCK);
            case UNDER_LOCK -> call(current, c.variants().bufioNew().enter(c.id(), block, nf), At.FOUND_OR_NEW);
            case FOUND_OR_NEW -> {
                result = current.ret();
                c.unlock(w, current);
                yield pauseAt(At.UNLOCKED);
            }
            case UNLOCKED -> {
                FlushWriteList.run(w, current, c, BufioNew.writeList(result));
                int b = BufioNew.buffer(result);
                if (b == NULL) {
                    yield ret(current, NULL);
                }
                if (BufioNew.needSubmit(result)) {
                    c.submit(w, current, b);
                }
                result = BufioNew.result(b, false, 0);
                yield c.test(b, READING) ? awaitThen(current, At.READ_OVER) : goTo(At.READ_OVER);
            }
            case READ_OVER -> {
                int b = BufioNew.buffer(result);
                if (checksError && c.readError(b)) {
                    result = BufioNew.NO_RESULT;
                    yield call(current, c.variants().release().enter(c.id(), b), At.RELEASED);
                }
                w.emit(BufioEvent.READ_RETURNED, current, c.id(), b);
                yield ret(current, b);
            }
            case RELEASED -> ret(current, NULL);
        };
    }

    @Override
    protected boolean ready(World w, Task current) {
        return !look(w).test(BufioNew.buffer(result), READING);
    }

    @Override
    public String waitsFor(World w, Task current) {
        return "B_READING of buffer " + BufioNew.buffer(result) + " to clear";
    }

    @Override
    public String function() {
        return switch (nf) {
            case READ -> "dm_bufio_read";
            case GET -> "dm_bufio_get";
            default -> "dm_bufio_new";
        };
    }

    @Override
    void locals(Fields f) {
        block = f.of(block);
        nf = f.of(nf);
        checksError = f.of(checksError);
        result = BufioNew.visited(f, client(), result);
    }
}
