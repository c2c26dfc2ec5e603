package dev.gfpfuzz.scenario;

import dev.gfpfuzz.kernel.TaskFlags;
import dev.gfpfuzz.model.memcg.MemcgConfig;
import dev.gfpfuzz.model.pagealloc.MemallocScope;
import dev.gfpfuzz.model.pagealloc.SendSigkill;
import dev.gfpfuzz.model.pagealloc.ZoneConfig;
import dev.gfpfuzz.model.pagealloc.Zones;
import dev.gfpfuzz.scenario.Vocabulary.Arg;
import dev.gfpfuzz.scenario.Vocabulary.ObjectKind;
import dev.gfpfuzz.scenario.Vocabulary.OperationKind;
import dev.gfpfuzz.scenario.Vocabulary.Param;
import dev.gfpfuzz.scenario.Vocabulary.VarType;
import java.util.List;
import java.util.Map;

/** Words for the full page allocator: a zone, and the scopes that change what its requests may do. */
final class ZoneWords implements Vocabulary.Words {
    private static final VarType SCOPE = new VarType("scope", MemallocScope.NONE);
    private static final Arg MEMORY = new Arg.Obj(ObjectKind.MEMORY);

    @Override
    public List<ObjectKind> objects() {
        return List.of(new ObjectKind(
                "zone",
                ObjectKind.MEMORY,
                "the full page allocator: a zone with buddy lists, watermarks, reclaim, kswapd and the OOM killer",
                List.of(
                        fixed("pages", 64, 8, 65536, "managed pages"),
                        fixed("min", 8, 1, 4096, "min watermark, in pages"),
                        fixed("low", 10, 1, 4096, "low watermark"),
                        fixed("high", 12, 1, 4096, "high watermark"),
                        fixed("lowmem-reserve", 0, 0, 4096, "pages kept from requests that could use a lower zone"),
                        fixed("max-order", 5, 1, 10, "order of the largest free block"),
                        fixed("pageblock-order", 3, 0, 10, "order of a page block"),
                        fixed("used", 0, 0, 65536, "pages of the kernel, never freed"),
                        new Param("clean", 0, 0, 65536, "clean page cache"),
                        new Param("dirty", 0, 0, 65536, "dirty page cache"),
                        new Param("writeback", 0, 0, 65536, "page cache under writeback"),
                        new Param("anon", 0, 0, 65536, "anonymous pages of nobody in particular"),
                        new Param("swap", 0, 0, 65536, "free pages of swap"),
                        new Param("victims", 1, 0, ZoneConfig.VICTIMS_MAX, "processes that can be OOM-killed"),
                        new Param("victim-pages", 4, 0, 4096, "anonymous pages of each"),
                        fixed("holes", 0, 0, 10, "0: free memory in one piece; n: in blocks of order n - 1"),
                        fixed("pcp-batch", 0, 0, 63, "batch of the per-CPU list; 0: no such list"),
                        fixed("congested-at", 0, 0, 4096, "writeback pages that congest the device; 0: never"),
                        fixed("compaction", 1, 0, 2, "0: not built in; 1: results follow from memory; 2: chosen"),
                        fixed("kswapd", 1, 0, 1, "1: kswapd runs"),
                        fixed("refill", 0, 0, 1, "1: a reader brings reclaimed page cache back"),
                        new Param("memcg-limit", 0, 0, 65536, "pages that may be charged to the cgroup; 0: no cgroup"),
                        new Param("memcg-clean", 0, 0, MemcgConfig.FILE_PAGES_MAX, "clean page cache charged to it"),
                        new Param(
                                "memcg-writeback",
                                0,
                                0,
                                MemcgConfig.FILE_PAGES_MAX,
                                "page cache of it on its way to disk"),
                        fixed("storage-suspended", 0, 0, 1, "1: no IO nor FS for anybody"),
                        fixed("oom-disabled", 0, 0, 1, "1: the OOM killer is disabled"),
                        fixed("cluster", 32, 1, 32, "pages that reclaim takes off a list at once, and wants in all"),
                        fixed("priority", 12, 0, 12, "reclaim scans 1/2^priority of a list first")),
                false,
                p -> config(p),
                (site, name, p) -> Zones.create(site.world(), name, config(p), site.profile())));
    }

    private static Param fixed(String name, int defaultValue, int min, int max, String about) {
        return new Param(name, defaultValue, min, max, about, false);
    }

    private static ZoneConfig config(Map<String, Integer> p) {
        return new ZoneConfig(
                p.get("pages"),
                p.get("min"),
                p.get("low"),
                p.get("high"),
                p.get("lowmem-reserve"),
                p.get("max-order"),
                p.get("pageblock-order"),
                p.get("used"),
                new ZoneConfig.Lru(p.get("clean"), p.get("dirty"), p.get("writeback"), p.get("anon")),
                p.get("swap"),
                p.get("victims"),
                p.get("victim-pages"),
                p.get("holes"),
                p.get("pcp-batch"),
                p.get("congested-at"),
                p.get("compaction"),
                p.get("kswapd") == 1,
                p.get("refill") == 1,
                new MemcgConfig(p.get("memcg-limit"), p.get("memcg-clean"), 0, p.get("memcg-writeback"), 0),
                p.get("storage-suspended") == 1,
                p.get("oom-disabled") == 1,
                new ZoneConfig.Scan(p.get("cluster"), p.get("priority")));
    }

    @Override
    public List<OperationKind> operations() {
        return List.of(
                save("noio_save", "memalloc_noio_save", "enters a NOIO scope", TaskFlags.PF_MEMALLOC_NOIO),
                restore("noio_restore", "memalloc_noio_restore", "leaves a NOIO scope", TaskFlags.PF_MEMALLOC_NOIO),
                save("nofs_save", "memalloc_nofs_save", "enters a NOFS scope", TaskFlags.PF_MEMALLOC_NOFS),
                new OperationKind(
                        "kill",
                        "complete_signal",
                        "sends SIGKILL to another task",
                        List.of(new Arg.Peer()),
                        null,
                        -1,
                        (w, a) -> new SendSigkill((int) a[0])),
                restore("nofs_restore", "memalloc_nofs_restore", "leaves a NOFS scope", TaskFlags.PF_MEMALLOC_NOFS));
    }

    private static OperationKind save(String verb, String function, String about, int flag) {
        return new OperationKind(verb, function, about, List.of(MEMORY), SCOPE, -1, (w, a) -> MemallocScope.save(flag));
    }

    private static OperationKind restore(String verb, String function, String about, int flag) {
        return new OperationKind(
                verb,
                function,
                about,
                List.of(MEMORY, new Arg.Var(SCOPE)),
                null,
                1,
                (w, a) -> MemallocScope.restore(w, flag, (int) a[0], a[1]));
    }
}
