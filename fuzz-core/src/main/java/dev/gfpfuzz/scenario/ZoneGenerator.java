package dev.gfpfuzz.scenario;

import static dev.gfpfuzz.scenario.Draw.op;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.scenario.Scenario.ObjectDecl;
import dev.gfpfuzz.scenario.Scenario.Statement;
import dev.gfpfuzz.scenario.Scenario.TaskDecl;
import dev.gfpfuzz.scenario.ScenarioGenerator.Mode;
import dev.gfpfuzz.schedule.SplitMix64;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Random scenarios over the full page allocator: sizes, watermarks, page cache, pressure, and tasks that ask for blocks of
 * all orders with all kinds of masks. In {@link Mode#VALID} nobody asks for memory that cannot come:
 *
 * <ul>
 *   <li>A request that may not fail and may kill finds enough to kill: eight processes of eight pages give a block of order
 *       3 above the min watermark whatever the tasks hold, so no run ends in a panic.
 *   <li>A request that may not fail and may not kill waits for others, so its task holds nothing meanwhile, and what is
 *       free at the start is enough for it.
 *   <li>Where somebody waits like that, nobody fills the high-atomic reserve: v4.17 gives its last block back only after
 *       16 rounds without progress, and each call of {@code out_of_memory} starts their count again.
 *   <li>At most two tasks ask for {@code oom_lock}: with more, v4.17's owner of it may sleep through the attempts of the
 *       others while the reaper waits, until commit 9bfe5ded054b (v4.19).
 *   <li>Above the costly order RETRY_MAYFAIL comes with IO: without, v4.17 goes round for ever.
 *   <li>A zone has one trait at most, so that it spoils few of the blocks that a kill gives back. Where somebody waits, holes
 *       are of order 3. Where a reader refills the page cache, requests are of order 0: for others its progress keeps
 *       v4.17 going round. Where compaction's results are chosen, RETRY_MAYFAIL is not costly: the same choice again and again
 *       would do that, too.
 * </ul>
 *
 * <p>A reader and kswapd would keep each other busy without an end, so never both.
 *
 * <p>{@link Mode#CONTRACT_BREAKING} drops one of these rules, and the last in any case.
 */
final class ZoneGenerator {
    private static final int PAGES = 160;
    private static final int MAX_ORDER = 5;
    private static final int SMALL_ORDER_MAX = Gfp.PAGE_ALLOC_COSTLY_ORDER;
    private static final int VICTIMS = 8;
    private static final int VICTIM_PAGES = 8;

    /** The rule that a scenario breaks. */
    private enum Broken {
        NOTHING,
        NOBODY_TO_KILL,
        HOLDS_WHILE_IT_WAITS,
        COSTLY_WITHOUT_IO,
        NOFAIL_NORETRY
    }

    /** What is special about a zone. */
    private enum Trait {
        HOLES,
        SWAP,
        PER_CPU_LIST,
        REFILL,
        CHOSEN_COMPACTION,
        CGROUP
    }

    private static final List<String> MAY_KILL = List.of(
            "GFP_KERNEL", "GFP_KERNEL", "GFP_USER", "GFP_KERNEL|__GFP_NOWARN", "GFP_KERNEL|__GFP_ACCOUNT|__GFP_NOWARN");
    private static final List<String> MAY_NOT_KILL = List.of(
            "GFP_NOFS",
            "GFP_NOIO",
            "GFP_NOFS|__GFP_NOWARN",
            "GFP_NOIO|__GFP_NOFAIL",
            "GFP_KERNEL|__GFP_NOFAIL|__GFP_NORETRY",
            "GFP_NOFS|__GFP_NOFAIL|__GFP_RETRY_MAYFAIL");
    private static final List<String> MAY_FAIL = List.of(
            "GFP_KERNEL|__GFP_RETRY_MAYFAIL",
            "GFP_KERNEL|__GFP_RETRY_MAYFAIL",
            "GFP_KERNEL|__GFP_RETRY_MAYFAIL|__GFP_NOWARN",
            "GFP_NOFS|__GFP_RETRY_MAYFAIL",
            "GFP_KERNEL|__GFP_NORETRY",
            "GFP_KERNEL|__GFP_NORETRY|__GFP_RETRY_MAYFAIL",
            "GFP_NOIO|__GFP_NORETRY|__GFP_NOMEMALLOC|__GFP_NOWARN",
            "GFP_NOWAIT",
            "GFP_NOWAIT|__GFP_NORETRY|__GFP_NOMEMALLOC|__GFP_NOWARN",
            "GFP_NOWAIT|__GFP_MEMALLOC",
            "GFP_ATOMIC",
            "GFP_ATOMIC|__GFP_NOMEMALLOC",
            "GFP_KERNEL|__GFP_THISNODE",
            "GFP_KERNEL|__GFP_DMA",
            "GFP_TRANSHUGE",
            "GFP_KERNEL|__GFP_ACCOUNT|__GFP_NORETRY");

    private static final List<String> NEVER_ASKS_FOR_OOM_LOCK = MAY_FAIL.stream()
            .filter(mask -> mask.contains("NORETRY") || mask.contains("NOWAIT"))
            .toList();
    /** Tasks that may ask for {@code oom_lock} where nothing is to go wrong. */
    private static final int ASKERS_MAX = 2;

    private final Draw random;
    private final String name;
    private final Broken broken;
    private final Map<String, Integer> params = new TreeMap<>();
    private final boolean waiters;
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);

    private ZoneGenerator(long seed, Mode mode) {
        random = new Draw(new SplitMix64(SplitMix64.seedOf(seed, mode.ordinal())));
        name = (mode == Mode.VALID ? "generated-" : "generated-breaking-") + Long.toHexString(seed);
        Broken[] rules = Broken.values();
        broken = mode == Mode.VALID ? Broken.NOTHING : rules[1 + random.below(rules.length - 1)];
        waiters = random.one(2);
        Trait only = random.oneOf(List.of(Trait.values()));
        boolean plain = random.one(3);
        for (Trait t : Trait.values()) {
            if (broken == Broken.NOTHING ? t == only && !plain : random.one(4)) {
                traits.add(t);
            }
        }
    }

    static Scenario generate(long seed, Mode mode) {
        return new ZoneGenerator(seed, mode).scenario();
    }

    private Scenario scenario() {
        List<TaskDecl> tasks = new ArrayList<>();
        int n = random.between(2, 3);
        for (int t = 0; t < n; t++) {
            tasks.add(task(t));
        }
        zone();
        String why = broken == Broken.NOTHING
                ? "Generated; nobody asks for memory that cannot come."
                : "Generated; somebody asks for memory that cannot come: "
                        + broken.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ".";
        return new Scenario(name, List.of(why), List.of(), List.of(new ObjectDecl("zone", "m", params)), tasks);
    }

    // ---- the zone

    private void zone() {
        int min = random.between(8, 12);
        int low = min + random.between(traits.contains(Trait.REFILL) ? 2 : 1, 4);
        params.put("pages", PAGES);
        params.put("min", min);
        params.put("low", low);
        params.put("high", low + random.between(1, 4));
        int victims = broken == Broken.NOTHING ? VICTIMS : 0;
        params.put("victims", victims);
        params.put("victim-pages", VICTIM_PAGES);
        boolean enough = broken == Broken.NOTHING;
        int free = !enough ? random.between(1, 24) : 8 * (waiters ? random.between(4, 5) : random.between(1, 3));
        int lru = 0;
        if (traits.contains(Trait.REFILL) || random.one(2)) {
            lru += list("clean", random.between(1, 16));
        }
        if (random.one(3)) {
            lru += list("dirty", random.between(1, 8));
        }
        if (random.one(4)) {
            lru += list("writeback", random.between(1, 8));
            if (random.one(2)) {
                params.put("congested-at", random.between(1, 8));
            }
        }
        if (traits.contains(Trait.SWAP)) {
            lru += list("anon", random.between(1, 8));
            params.put("swap", random.between(1, 4));
        }
        params.put("used", PAGES - free - lru - victims * VICTIM_PAGES);
        if (random.one(6)) {
            params.put("compaction", 0);
        }
        if (random.one(4)) {
            params.put("kswapd", 0);
        }
        traits.forEach(this::put);
    }

    private void put(Trait trait) {
        boolean valid = broken == Broken.NOTHING;
        switch (trait) {
            case HOLES -> params.put("holes", valid && waiters ? 4 : random.between(1, 4));
            case PER_CPU_LIST -> params.put("pcp-batch", valid ? 1 : random.between(1, 3));
            case REFILL -> {
                params.put("refill", 1);
                params.put("kswapd", 0);
            }
            case CHOSEN_COMPACTION -> params.put("compaction", 2);
            case CGROUP -> {
                int limit = random.between(1, 6);
                int clean = random.below(Math.min(2, limit) + 1);
                params.put("memcg-limit", limit);
                params.put("memcg-clean", clean);
                params.put("memcg-writeback", random.below(Math.min(2, limit - clean) + 1));
            }
            case SWAP -> {}
        }
    }

    private int list(String kind, int pages) {
        params.put(kind, pages);
        return pages;
    }

    // ---- tasks

    private TaskDecl task(int t) {
        List<Statement> program = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        boolean scoped = waiters && random.one(4);
        if (scoped) {
            flags.add(random.oneOf(List.of("PF_MEMALLOC_NOIO", "PF_MEMALLOC_NOFS")));
        } else if (random.one(2)) {
            flags.add("PF_KTHREAD");
        }
        if (random.one(6)) {
            flags.add(random.oneOf(List.of("PF_LESS_THROTTLE", "PF_WQ_WORKER", "BACKING_DEV_INFO")));
        }
        if (!waiters && random.one(6)) {
            flags.add("RT_TASK");
        }
        for (int rounds = random.between(1, 2); rounds > 0; rounds--) {
            if (t >= ASKERS_MAX && broken == Broken.NOTHING) {
                program.add(alloc("p", random.oneOf(NEVER_ASKS_FOR_OOM_LOCK), order(MAX_ORDER)));
                program.add(op("", "free", "m", "p"));
            } else {
                round(program, scoped);
            }
        }
        return new TaskDecl("T" + t, flags, program);
    }

    private void round(List<Statement> program, boolean scoped) {
        boolean holdsOne = !scoped && random.one(3);
        if (broken == Broken.HOLDS_WHILE_IT_WAITS && random.one(2)) {
            program.add(alloc("p", "GFP_ATOMIC", random.below(2)));
            program.add(alloc("q", random.oneOf(MAY_NOT_KILL), random.below(2)));
        } else if (holdsOne) {
            program.add(random.one(2) ? mayFail("p", scoped) : mayKill("p"));
            program.add(random.one(2) ? mayFail("q", scoped) : mayKill("q"));
        } else {
            program.add(asks(scoped));
            program.add(op("", "free", "m", "p"));
            return;
        }
        program.add(op("", "free", "m", "q"));
        program.add(op("", "free", "m", "p"));
    }

    private Statement.Op asks(boolean scoped) {
        if (broken == Broken.COSTLY_WITHOUT_IO && random.one(2)) {
            return alloc("p", "GFP_NOIO|__GFP_RETRY_MAYFAIL", random.between(SMALL_ORDER_MAX + 1, MAX_ORDER));
        }
        if (broken == Broken.NOFAIL_NORETRY && random.one(2)) {
            return alloc("p", "GFP_KERNEL|__GFP_NOFAIL|__GFP_NORETRY", random.below(SMALL_ORDER_MAX + 1));
        }
        if (random.one(3)) {
            return mayFail("p", scoped);
        }
        return waiters && (scoped || random.one(2)) ? mayNotKill() : mayKill("p");
    }

    private Statement.Op mayKill(String variable) {
        return alloc(variable, random.oneOf(MAY_KILL), order(SMALL_ORDER_MAX));
    }

    private Statement.Op mayNotKill() {
        String mask = random.oneOf(MAY_NOT_KILL);
        return alloc("p", mask, mask.contains("NOFAIL") ? 0 : order(1));
    }

    private Statement.Op mayFail(String variable, boolean scoped) {
        String mask = random.oneOf(MAY_FAIL);
        if (waiters && mask.startsWith("GFP_ATOMIC")) {
            return alloc(variable, mask, 0);
        }
        boolean goesRound = mask.contains("RETRY_MAYFAIL") && !mask.contains("NORETRY");
        boolean small = goesRound && (scoped || broken == Broken.NOTHING && traits.contains(Trait.CHOSEN_COMPACTION));
        return alloc(variable, mask, order(small ? SMALL_ORDER_MAX : MAX_ORDER));
    }

    private int order(int max) {
        return random.below((broken == Broken.NOTHING && traits.contains(Trait.REFILL) ? 0 : max) + 1);
    }

    private static Statement.Op alloc(String variable, String mask, int order) {
        return op(variable, "alloc", "m", mask, Integer.toString(order));
    }
}
