package dev.gfpfuzz.model.memcg;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/**
 * {@code fs/ext4/inode.c, v4.17, ext4_writepages}: puts the file's dirty pages under writeback in a bio, needs a page for
 * the extent tree in between ({@code mpage_map_and_submit_extent}, GFP_NOFS, charged to the cgroup), and submits the bio
 * afterwards ({@code ext4_io_submit}), also when there was no such page.
 */
public final class Ext4Writepages extends MemcgFrame<Ext4Writepages.At> {
    enum At {
        ENTRY,
        CHARGED,
        SUBMITTED
    }

    private long bio;
    private boolean charged;

    public Ext4Writepages(int memcg) {
        super(At.ENTRY, memcg);
    }

    @Override
    Next step(World w, Task current, Memcg g) {
        return switch (at) {
            case ENTRY -> {
                bio = g.setWriteback();
                w.emit(MemcgEvent.WRITEBACK_STARTED, current, g.id(), Long.bitCount(bio));
                yield call(current, new TryCharge(g.id(), Gfp.GFP_NOFS, 1), At.CHARGED);
            }
            case CHARGED -> {
                charged = current.retTrue();
                g.submit(bio);
                bio = 0;
                w.emit(MemcgEvent.BIO_SUBMITTED, current, g.id());
                yield pauseAt(At.SUBMITTED);
            }
            case SUBMITTED -> {
                if (charged) {
                    g.uncharge(1);
                }
                yield ret(current);
            }
        };
    }

    @Override
    public String function() {
        return "ext4_writepages";
    }

    @Override
    void locals(Fields f) {
        bio = f.of(bio);
        charged = f.of(charged);
    }
}
