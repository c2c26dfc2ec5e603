package dev.gfpfuzz.scenario;

import dev.gfpfuzz.model.mempool.Handover;
import dev.gfpfuzz.model.mempool.Mempool;
import dev.gfpfuzz.model.mempool.MempoolCreate;
import dev.gfpfuzz.model.mempool.MempoolDestroy;
import dev.gfpfuzz.model.mempool.MempoolVariants;
import dev.gfpfuzz.model.mempool.PassElement;
import dev.gfpfuzz.model.mempool.PickUpElement;
import dev.gfpfuzz.scenario.Vocabulary.Arg;
import dev.gfpfuzz.scenario.Vocabulary.ObjectKind;
import dev.gfpfuzz.scenario.Vocabulary.OperationKind;
import dev.gfpfuzz.scenario.Vocabulary.Param;
import dev.gfpfuzz.scenario.Vocabulary.VarType;
import dev.gfpfuzz.step.World;
import java.util.List;

/** Words for mempools. */
final class MempoolWords implements Vocabulary.Words {
    private static final VarType ELEMENT = new VarType("element", Mempool.NULL);
    private static final Arg POOL = new Arg.Obj("mempool");

    @Override
    public List<ObjectKind> objects() {
        return List.of(
                new ObjectKind(
                        "handover",
                        "plain memory through which a task passes an element to another",
                        List.of(),
                        false,
                        (site, name, p) -> site.world().place(name, new Handover())),
                pool());
    }

    private static ObjectKind pool() {
        return new ObjectKind(
                "mempool",
                "a mempool whose elements are blocks of pages",
                List.of(
                        new Param(
                                "min", 1, 0, Mempool.MIN_NR_MAX, "elements in the reserve, beside the memory's pages"),
                        new Param("created", 1, 0, 1, "0: a task has to create it"),
                        new Param("order", 0, 0, 10, "page order of an element")),
                true,
                (site, name, p) -> Mempool.place(
                        site.world(),
                        name,
                        p.get("created") == 1 ? p.get("min") : Mempool.NOT_CREATED,
                        p.get("order"),
                        MempoolVariants.of(site.profile()),
                        site.memory()));
    }

    @Override
    public List<OperationKind> operations() {
        return List.of(
                new OperationKind(
                        "mempool_create",
                        "mempool_create",
                        "creates the pool and fills its reserve",
                        List.of(POOL, new Arg.Num("min", 0, Mempool.MIN_NR_MAX), new Arg.Mask()),
                        null,
                        -1,
                        (w, a) -> new MempoolCreate((int) a[0], (int) a[1], (int) a[2])),
                new OperationKind(
                        "mempool_alloc",
                        "mempool_alloc",
                        "allocates an element",
                        List.of(POOL, new Arg.Mask()),
                        ELEMENT,
                        -1,
                        (w, a) -> variants(w, a).alloc().enter((int) a[0], (int) a[1])),
                new OperationKind(
                        "mempool_free",
                        "mempool_free",
                        "gives an element back",
                        List.of(POOL, new Arg.Var(ELEMENT)),
                        null,
                        1,
                        (w, a) -> variants(w, a).free().enter((int) a[0], a[1])),
                new OperationKind(
                        "hand_over",
                        "hand_over",
                        "leaves an element for another task to free",
                        List.of(new Arg.Obj("handover"), new Arg.Var(ELEMENT)),
                        null,
                        1,
                        (w, a) -> new PassElement((int) a[0], a[1])),
                new OperationKind(
                        "pick_up",
                        "pick_up",
                        "waits for an element that another task leaves",
                        List.of(new Arg.Obj("handover")),
                        ELEMENT,
                        -1,
                        (w, a) -> new PickUpElement((int) a[0])),
                new OperationKind(
                        "mempool_resize",
                        "mempool_resize",
                        "changes the size of the reserve",
                        List.of(POOL, new Arg.Num("min", 1, Mempool.MIN_NR_MAX)),
                        null,
                        -1,
                        (w, a) -> variants(w, a).resize().enter((int) a[0], (int) a[1])),
                new OperationKind(
                        "mempool_destroy",
                        "mempool_destroy",
                        "gives the reserve back; nobody may use the pool any more",
                        List.of(POOL),
                        null,
                        -1,
                        (w, a) -> new MempoolDestroy((int) a[0])));
    }

    private static MempoolVariants variants(World w, long[] args) {
        return w.<Mempool>part((int) args[0]).variants();
    }
}
