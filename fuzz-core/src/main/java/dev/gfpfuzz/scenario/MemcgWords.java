package dev.gfpfuzz.scenario;

import dev.gfpfuzz.model.memcg.Ext4Writepages;
import dev.gfpfuzz.model.memcg.Memcg;
import dev.gfpfuzz.model.memcg.MemcgConfig;
import dev.gfpfuzz.model.memcg.TryCharge;
import dev.gfpfuzz.model.memcg.Uncharge;
import dev.gfpfuzz.scenario.Vocabulary.Arg;
import dev.gfpfuzz.scenario.Vocabulary.ObjectKind;
import dev.gfpfuzz.scenario.Vocabulary.OperationKind;
import dev.gfpfuzz.scenario.Vocabulary.Param;
import dev.gfpfuzz.scenario.Vocabulary.VarType;
import java.util.List;
import java.util.Map;

/** Words for memory cgroups. */
final class MemcgWords implements Vocabulary.Words {
    private static final Arg MEMCG = new Arg.Obj("memcg");
    private static final VarType CHARGE = new VarType("charge", 0);

    @Override
    public List<ObjectKind> objects() {
        return List.of(new ObjectKind(
                "memcg",
                "memcg",
                "a memory cgroup with a file's pages",
                List.of(
                        new Param("limit", 2, 1, MemcgConfig.FILE_PAGES_MAX, "pages that may be charged"),
                        new Param("clean", 0, 0, MemcgConfig.FILE_PAGES_MAX, "clean pages of its file, charged"),
                        new Param("dirty", 0, 0, MemcgConfig.FILE_PAGES_MAX, "dirty pages of its file, charged"),
                        new Param(
                                "writeback",
                                0,
                                0,
                                MemcgConfig.FILE_PAGES_MAX,
                                "pages of its file on their way to disk")),
                false,
                p -> config(p),
                (site, name, p) -> Memcg.place(site.world(), name, config(p), 0, site.profile())));
    }

    private static MemcgConfig config(Map<String, Integer> p) {
        return new MemcgConfig(p.get("limit"), p.get("clean"), p.get("dirty"), p.get("writeback"), 0);
    }

    @Override
    public List<OperationKind> operations() {
        return List.of(
                new OperationKind(
                        "ext4_writepages",
                        "ext4_writepages",
                        "writes the dirty pages of the cgroup's file",
                        List.of(MEMCG),
                        null,
                        -1,
                        (w, a) -> new Ext4Writepages((int) a[0])),
                new OperationKind(
                        "charge",
                        "try_charge",
                        "charges a page to the cgroup",
                        List.of(MEMCG, new Arg.Mask()),
                        CHARGE,
                        -1,
                        (w, a) -> new TryCharge((int) a[0], (int) a[1], 1)),
                new OperationKind(
                        "uncharge",
                        "uncharge_page",
                        "takes the charge back",
                        List.of(MEMCG, new Arg.Var(CHARGE)),
                        null,
                        1,
                        (w, a) -> new Uncharge((int) a[0])));
    }
}
