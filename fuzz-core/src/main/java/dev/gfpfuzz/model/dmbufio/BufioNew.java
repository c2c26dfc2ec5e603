package dev.gfpfuzz.model.dmbufio;

import static dev.gfpfuzz.model.dmbufio.DmBufioClient.DIRTY;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_CLEAN;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.LIST_DIRTY;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.READING;
import static dev.gfpfuzz.model.dmbufio.DmBufioClient.WRITING;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code drivers/md/dm-bufio.c, v4.17, __bufio_new}. Entered and left with c->lock held; may drop it while it allocates,
 * which is why it looks the block up a second time. Returns {@link #result}. Left out: {@code alloc_callback}.
 */
final class BufioNew extends BufioFrame<BufioNew.At> {
    enum At {
        ENTRY,
        ALLOCATED,
        WATERMARK_CHECKED
    }

    private int block;
    private NewFlag nf;
    private boolean findsAgain;
    private int newB = NULL;

    BufioNew(int client, int block, NewFlag nf, boolean findsAgain) {
        super(At.ENTRY, client);
        this.block = block;
        this.nf = nf;
        this.findsAgain = findsAgain;
    }

    @Override
    Next step(World w, Task current, DmBufioClient c) {
        return switch (at) {
            case ENTRY -> {
                int b = c.find(block);
                if (b != NULL) {
                    yield found(w, current, c, b);
                }
                if (nf == NewFlag.GET) {
                    yield ret(current, result(NULL, false, 0));
                }
                yield call(current, c.variants().allocBufferWait().enter(c.id(), nf), At.ALLOCATED);
            }
            case ALLOCATED -> {
                newB = (int) current.ret();
                if (newB == NULL) {
                    w.emit(BufioEvent.PREFETCH_GAVE_UP, current, c.id());
                    yield ret(current, result(NULL, false, 0));
                }
                int b = findsAgain ? c.find(block) : NULL;
                if (b != NULL) {
                    c.variants().freeBufferWake().run(w, current, c, newB);
                    yield found(w, current, c, b);
                }
                yield call(current, c.variants().checkWatermark().enter(c.id()), At.WATERMARK_CHECKED);
            }
            case WATERMARK_CHECKED -> {
                long writeList = current.ret();
                c.changeHold(newB, 1);
                boolean fresh = nf == NewFlag.FRESH;
                if (!fresh) {
                    c.setBits(newB, READING);
                }
                c.link(w, current, newB, block, LIST_CLEAN);
                yield ret(current, result(newB, !fresh, writeList));
            }
        };
    }

    private Next found(World w, Task current, DmBufioClient c, int b) {
        if (nf == NewFlag.PREFETCH || nf == NewFlag.GET && c.test(b, READING)) {
            return ret(current, result(NULL, false, 0));
        }
        c.changeHold(b, 1);
        c.relink(w, current, b, c.test(b, DIRTY | WRITING) ? LIST_DIRTY : LIST_CLEAN);
        w.emit(BufioEvent.BUFFER_HIT, current, c.id(), b);
        return ret(current, result(b, false, 0));
    }

    /** The three outputs of the function in one register: the buffer, {@code *need_submit}, and the write list. */
    static long result(int b, boolean needSubmit, long writeList) {
        return (long) b & 0xFF | (needSubmit ? 0x100 : 0) | writeList << 16;
    }

    /** The result when its writes are submitted. */
    static long flushed(long result) {
        return result(buffer(result), needSubmit(result), 0);
    }

    /** Before there is one, and when it is used up: a number that is kept for nothing makes states differ for nothing. */
    static final long NO_RESULT = result(NULL, false, 0);

    /** Visits a result that a caller keeps. */
    static long visited(Fields f, int client, long result) {
        int b = f.item(client, buffer(result));
        boolean submit = f.of(needSubmit(result));
        return result(b, submit, f.items(client, writeList(result)));
    }

    static int buffer(long result) {
        return (byte) result;
    }

    static boolean needSubmit(long result) {
        return (result & 0x100) != 0;
    }

    static long writeList(long result) {
        return result >>> 16;
    }

    @Override
    public String function() {
        return "__bufio_new";
    }

    @Override
    void locals(Fields f) {
        block = f.of(block);
        nf = f.of(nf);
        findsAgain = f.of(findsAgain);
        newB = f.item(client(), newB);
    }
}
