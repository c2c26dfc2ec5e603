package dev.gfpfuzz.scenario;

import dev.gfpfuzz.model.blkcg.BlkgConfPrep;
import dev.gfpfuzz.model.blkcg.RequestQueue;
import dev.gfpfuzz.scenario.Vocabulary.Arg;
import dev.gfpfuzz.scenario.Vocabulary.ObjectKind;
import dev.gfpfuzz.scenario.Vocabulary.OperationKind;
import java.util.List;

/** Words for block cgroups. */
final class BlkcgWords implements Vocabulary.Words {
    @Override
    public List<ObjectKind> objects() {
        return List.of(new ObjectKind(
                "request-queue",
                "a block device's queue with its groups of cgroups",
                List.of(),
                true,
                (site, name, p) -> RequestQueue.place(
                        site.world(), name, site.memory(), site.profile().of(RequestQueue.BLKG_CONF_PREP))));
    }

    @Override
    public List<OperationKind> operations() {
        return List.of(new OperationKind(
                "blkg_conf_prep",
                "blkg_conf_prep",
                "finds or creates a cgroup's group",
                List.of(new Arg.Obj("request-queue"), new Arg.Num("cgroup", 0, RequestQueue.CGROUPS_MAX - 1)),
                null,
                -1,
                (w, a) -> new BlkgConfPrep((int) a[0], (int) a[1])));
    }
}
