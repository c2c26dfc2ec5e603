package dev.gfpfuzz.scenario;

import dev.gfpfuzz.kernel.ExclusiveLock;
import dev.gfpfuzz.kernel.Mutex;
import dev.gfpfuzz.kernel.SpinLock;
import dev.gfpfuzz.model.callers.Attempt;
import dev.gfpfuzz.model.callers.CallChain;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.Caller;
import dev.gfpfuzz.model.callers.CallerVariants;
import dev.gfpfuzz.model.callers.Chain;
import dev.gfpfuzz.model.callers.LastMask;
import dev.gfpfuzz.model.memcg.Memcg;
import dev.gfpfuzz.model.memcg.MemcgConfig;
import dev.gfpfuzz.model.pagealloc.Zone;
import dev.gfpfuzz.model.pagealloc.ZoneConfig;
import dev.gfpfuzz.scenario.Vocabulary.Arg;
import dev.gfpfuzz.scenario.Vocabulary.ObjectKind;
import dev.gfpfuzz.scenario.Vocabulary.OperationKind;
import dev.gfpfuzz.scenario.Vocabulary.Param;
import dev.gfpfuzz.step.Part;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words for call sites of a catalogue: the site placed in a world, and the call. */
public final class CallerWords implements Vocabulary.Words {
    private static final int CHAINS_MAX = 9;
    private static final int AS_CATALOGUED = -1;

    private final List<CallSite> sites;

    /** @param sites the catalogue; the parameter {@code site} counts its sites from 1 */
    public CallerWords(List<CallSite> sites) {
        this.sites = List.copyOf(sites);
    }

    @Override
    public List<ObjectKind> objects() {
        return List.of(new ObjectKind(
                "caller",
                "a call site of the catalogue",
                List.of(
                        new Param("site", 1, 1, sites.size(), "which, counted from 1 in the catalogue's order", false),
                        new Param("chain", 1, 1, CHAINS_MAX, "which of its chains, counted from 1", false),
                        new Param("lock", 1, 0, 1, "1: with the lock of the chain, if it names one; 0: without", false),
                        new Param(
                                "order",
                                AS_CATALOGUED,
                                AS_CATALOGUED,
                                10,
                                "page order in place of the catalogue's representative one; -1: that",
                                false),
                        new Param("email", 0, 0, 1, "1: as the e-mail describes it", false),
                        new Param(
                                "noretry",
                                0,
                                0,
                                LastMask.values().length - 1,
                                "last allocation: 0 as it is, 1 NORETRY cleared, 2 MAYFAIL instead",
                                false)),
                true,
                this::create));
    }

    private Part create(Vocabulary.Site at, String name, Map<String, Integer> p) {
        CallSite site = sites.get(p.get("site") - 1);
        boolean email = p.get("email") == 1;
        List<Chain> chains = email ? site.email().chains() : site.chains();
        Chain chain = chains.get(Math.min(p.get("chain"), chains.size()) - 1);
        if (p.get("order") != AS_CATALOGUED) {
            chain = chain.withOrder(p.get("order"));
        }
        chain = at.profile().of(CallerVariants.LAST_ALLOCATION).apply(chain);
        CallSite.Need need = email ? site.email().need() : site.need();
        boolean required = need != CallSite.Need.OPTIONAL;
        Caller caller = new Caller(
                site,
                chain,
                required,
                !email,
                at.memory(),
                lock(at, name, chain, p.get("lock") == 1),
                memcg(at, name, chain));
        caller.lastMask(LastMask.values()[p.get("noretry")]);
        return at.world().place(name, caller);
    }

    /**
     * The cgroup that a chain charges: at its limit, with one page of each kind that the memory's lists have, or with one
     * that reclaim cannot free where they have none.
     */
    private static @Nullable Memcg memcg(Vocabulary.Site at, String name, Chain chain) {
        if (chain.attempts().stream().noneMatch(a -> a.source() == Attempt.Source.CHARGE)) {
            return null;
        }
        MemcgConfig config = MemcgConfig.full(0, 0, 0, 1);
        if (at.memory() instanceof Zone zone) {
            ZoneConfig.Lru lru = zone.config().lru();
            int clean = Math.min(1, lru.clean());
            int dirty = Math.min(1, lru.dirty());
            int writeback = Math.min(1, lru.writeback());
            config = MemcgConfig.full(clean, dirty, writeback, clean + dirty + writeback == 0 ? 1 : 0);
        }
        return Memcg.place(at.world(), name + ".mc.to", config, 0, at.profile());
    }

    private static @Nullable ExclusiveLock lock(Vocabulary.Site at, String name, Chain chain, boolean wanted) {
        Chain.Holds holds = wanted ? chain.lock() : Chain.Holds.NOTHING;
        return switch (holds.kind()) {
            case NONE -> null;
            case MUTEX -> at.world().place(name + "." + holds.name(), new Mutex());
            case SPIN -> at.world().place(name + "." + holds.name(), new SpinLock());
        };
    }

    @Override
    public List<OperationKind> operations() {
        return List.of(new OperationKind(
                "call",
                "a call site",
                "makes the attempts of a call site and gives the memory back",
                List.of(new Arg.Obj("caller")),
                null,
                -1,
                (w, a) -> new CallChain((int) a[0])));
    }
}
