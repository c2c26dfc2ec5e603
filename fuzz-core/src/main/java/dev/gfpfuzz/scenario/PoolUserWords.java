package dev.gfpfuzz.scenario;

import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.model.mempool.MempoolVariants;
import dev.gfpfuzz.model.poolusers.CryptAllocBuffer;
import dev.gfpfuzz.model.poolusers.CryptConfig;
import dev.gfpfuzz.model.poolusers.JobCompleter;
import dev.gfpfuzz.model.poolusers.JobQueue;
import dev.gfpfuzz.model.poolusers.KcopydCopy;
import dev.gfpfuzz.model.poolusers.KcopydWorker;
import dev.gfpfuzz.model.poolusers.MapWithSplits;
import dev.gfpfuzz.model.poolusers.MdThread;
import dev.gfpfuzz.model.poolusers.MdWrite;
import dev.gfpfuzz.model.poolusers.Mddev;
import dev.gfpfuzz.model.poolusers.PoolUserVariants;
import dev.gfpfuzz.model.poolusers.PostRead;
import dev.gfpfuzz.model.poolusers.PostReadContexts;
import dev.gfpfuzz.model.poolusers.Rescuer;
import dev.gfpfuzz.model.poolusers.RpcCall;
import dev.gfpfuzz.model.poolusers.RpcWorker;
import dev.gfpfuzz.model.poolusers.SbitmapQueue;
import dev.gfpfuzz.model.poolusers.SbqWakeUp;
import dev.gfpfuzz.model.poolusers.Snapshot;
import dev.gfpfuzz.model.poolusers.SnapshotWrite;
import dev.gfpfuzz.model.poolusers.SwapWritepage;
import dev.gfpfuzz.scenario.Vocabulary.Arg;
import dev.gfpfuzz.scenario.Vocabulary.ObjectKind;
import dev.gfpfuzz.scenario.Vocabulary.OperationFactory;
import dev.gfpfuzz.scenario.Vocabulary.OperationKind;
import dev.gfpfuzz.scenario.Vocabulary.Param;
import dev.gfpfuzz.scenario.Vocabulary.Site;
import java.util.List;

/** Words for the users of mempools. Each brings its own pool. */
final class PoolUserWords implements Vocabulary.Words {
    /** No size for the shrinker: with a smaller reserve one user alone would starve, which is another bug. */
    private static final Param ELEMENTS =
            new Param("min", 1, 1, Mempool.MIN_NR_MAX, "elements in its pool's reserve", false);

    @Override
    public List<ObjectKind> objects() {
        return List.of(
                user(
                        "dm-crypt",
                        "a dm-crypt target with its page pool",
                        (site, name, p) -> CryptConfig.place(
                                site.world(),
                                name,
                                pool(site, name + "->page_pool", p.get("min")),
                                variants(site).cryptAllocBuffer())),
                user("kcopyd", "a kcopyd client with its job pool and worker", (site, name, p) -> {
                    JobQueue q = queue(site, name, p.get("min"));
                    site.world().daemon(name + "-worker", new KcopydWorker(q.id()));
                    return q;
                }),
                user(
                        "post-read",
                        "a pool of post-read contexts",
                        (site, name, p) -> site.world()
                                .place(
                                        name,
                                        new PostReadContexts(
                                                pool(site, name + "->pool", p.get("min"))
                                                        .id(),
                                                variants(site).postRead()))),
                user("sunrpc", "an async workqueue with one worker, and its buffers", (site, name, p) -> {
                    JobQueue q = queue(site, name, p.get("min"));
                    site.world().daemon(name + "-worker", new RpcWorker(q.id()));
                    return q;
                }),
                user("mddev", "an md array with its bio sets and metadata thread", (site, name, p) -> {
                    Mempool data = pool(site, name + "->bio_set", p.get("min"));
                    Mempool sync = pool(site, name + "->sync_set", 1);
                    Mddev md = site.world()
                            .place(
                                    name,
                                    new Mddev(
                                            data.id(), sync.id(), variants(site).mdBioAlloc()));
                    site.world().daemon(name + "-thread", new MdThread(md.id()));
                    return md;
                }),
                user("bioset", "a bio set with its rescuer", (site, name, p) -> {
                    JobQueue q = queue(site, name, p.get("min"));
                    site.world().daemon(name + "-rescuer", new Rescuer(q.id()));
                    return q;
                }),
                new ObjectKind(
                        "snapshot",
                        "a snapshot that copies through kcopyd",
                        List.of(ELEMENTS, new Param("limit", 2, 1, JobQueue.JOBS_MAX, "copies that may be under way")),
                        true,
                        (site, name, p) -> {
                            JobQueue q = queue(site, name + "->jobs", p.get("min"));
                            site.world()
                                    .daemon(
                                            name + "-copier",
                                            new JobCompleter(q.id(), JobCompleter.Callback.COPY_CALLBACK));
                            return site.world()
                                    .place(
                                            name,
                                            new Snapshot(
                                                    q.id(),
                                                    p.get("limit"),
                                                    variants(site).startCopy()));
                        }),
                user("dm-target", "a device-mapper target with its pool of bios, and its device", (site, name, p) -> {
                    JobQueue q = queue(site, name, p.get("min"));
                    site.world().daemon(name + "-io", new JobCompleter(q.id(), JobCompleter.Callback.CLONE_ENDIO));
                    return q;
                }),
                new ObjectKind(
                        "sbitmap",
                        "a sbitmap queue with one wait state",
                        List.of(new Param("batch", 1, 1, 8, "frees that make one batch of wake-ups")),
                        false,
                        (site, name, p) -> site.world()
                                .place(
                                        name,
                                        new SbitmapQueue(
                                                p.get("batch"), variants(site).sbqWakeUp()))));
    }

    @Override
    public List<OperationKind> operations() {
        return List.of(
                operation(
                        "crypt_write",
                        "crypt_alloc_buffer",
                        "writes a bio of some pages",
                        List.of(new Arg.Obj("dm-crypt"), new Arg.Num("pages", 1, CryptAllocBuffer.PAGES_MAX)),
                        (w, a) -> new CryptAllocBuffer((int) a[0], (int) a[1])),
                operation(
                        "kcopyd_copy",
                        "dm_kcopyd_copy",
                        "copies and waits",
                        List.of(new Arg.Obj("kcopyd")),
                        (w, a) -> new KcopydCopy((int) a[0])),
                operation(
                        "post_read",
                        "bio_post_read_processing",
                        "verifies a finished read",
                        List.of(new Arg.Obj("post-read")),
                        (w, a) -> new PostRead((int) a[0])),
                operation(
                        "rpc_call",
                        "rpc_call_async",
                        "calls and waits for the reply",
                        List.of(new Arg.Obj("sunrpc")),
                        (w, a) -> new RpcCall((int) a[0])),
                operation(
                        "md_write",
                        "md_write_start",
                        "writes to the array",
                        List.of(new Arg.Obj("mddev")),
                        (w, a) -> new MdWrite((int) a[0])),
                operation(
                        "map_with_splits",
                        "bio_alloc_bioset",
                        "maps a bio that has to be split",
                        List.of(new Arg.Obj("bioset")),
                        (w, a) -> new MapWithSplits((int) a[0])),
                operation(
                        "snapshot_write",
                        "start_copy",
                        "writes where some chunks must be copied first",
                        List.of(new Arg.Obj("snapshot"), new Arg.Num("chunks", 1, JobQueue.JOBS_MAX)),
                        (w, a) -> new SnapshotWrite((int) a[0], (int) a[1])),
                operation(
                        "swap_out",
                        "swap_writepage",
                        "writes pages to swap through the target",
                        List.of(new Arg.Obj("dm-target"), new Arg.Num("pages", 1, JobQueue.JOBS_MAX)),
                        (w, a) -> new SwapWritepage((int) a[0], (int) a[1])),
                operation(
                        "sbitmap_free",
                        "sbq_wake_up",
                        "frees a bit while somebody waits",
                        List.of(new Arg.Obj("sbitmap")),
                        (w, a) -> new SbqWakeUp((int) a[0])));
    }

    private static ObjectKind user(String word, String about, Vocabulary.ObjectFactory factory) {
        return new ObjectKind(word, about, List.of(ELEMENTS), true, factory);
    }

    private static OperationKind operation(
            String verb, String function, String about, List<Arg> args, OperationFactory factory) {
        return new OperationKind(verb, function, about, args, null, -1, factory);
    }

    private static PoolUserVariants variants(Site site) {
        return PoolUserVariants.of(site.profile());
    }

    private static Mempool pool(Site site, String name, int min) {
        return Mempool.place(site.world(), name, min, 0, MempoolVariants.of(site.profile()), site.memory());
    }

    private static JobQueue queue(Site site, String name, int min) {
        Mempool pool = pool(site, name + "->pool", min);
        return site.world().place(name, new JobQueue(pool.id(), variants(site)));
    }
}
