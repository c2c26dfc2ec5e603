package dev.gfpfuzz.scenario;

import dev.gfpfuzz.kernel.RwSem;
import dev.gfpfuzz.model.pagealloc.OracleAllocator;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.scenario.Vocabulary.Arg;
import dev.gfpfuzz.scenario.Vocabulary.ObjectKind;
import dev.gfpfuzz.scenario.Vocabulary.OperationKind;
import dev.gfpfuzz.scenario.Vocabulary.Param;
import dev.gfpfuzz.scenario.Vocabulary.VarType;
import dev.gfpfuzz.step.Part;
import java.util.List;
import java.util.Map;

/** Words for memory: the oracle allocator, and plain allocation and freeing of pages. */
final class MemoryWords implements Vocabulary.Words {
    static final VarType PAGE = new VarType("page", PageAllocator.NULL);

    @Override
    public List<ObjectKind> objects() {
        return List.of(new ObjectKind(
                "memory",
                "the oracle allocator: any answer that the rules allow while pages are free",
                List.of(
                        new Param("pages", 0, 0, 64, "pages that can be allocated at once"),
                        new Param(
                                "shrinker-lock", 0, 0, 1, "1: reclaim holds shrinker_rwsem while it calls shrinkers")),
                false,
                MemoryWords::create));
    }

    private static Part create(Vocabulary.Site site, String name, Map<String, Integer> params) {
        int rwsem = params.get("shrinker-lock") == 0
                ? -1
                : site.world().place("shrinker_rwsem", new RwSem()).id();
        return site.world().place(name, new OracleAllocator(params.get("pages"), rwsem));
    }

    @Override
    public List<OperationKind> operations() {
        return List.of(
                new OperationKind(
                        "alloc",
                        "__alloc_pages",
                        "allocates 2^order pages",
                        List.of(new Arg.Obj("memory"), new Arg.Mask(), new Arg.Num("order", 0, 10)),
                        PAGE,
                        -1,
                        (w, a) -> w.<PageAllocator>part((int) a[0]).allocPages((int) a[1], (int) a[2])),
                new OperationKind(
                        "free",
                        "__free_pages",
                        "gives a block back",
                        List.of(new Arg.Obj("memory"), new Arg.Var(PAGE)),
                        null,
                        1,
                        (w, a) -> new FreePages((int) a[0], a[1])));
    }
}
