package dev.gfpfuzz.scenario;

import static dev.gfpfuzz.scenario.Draw.op;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Scenario.ObjectDecl;
import dev.gfpfuzz.scenario.Scenario.Statement;
import dev.gfpfuzz.scenario.Scenario.TaskDecl;
import dev.gfpfuzz.schedule.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Random scenarios: sizes, reserves, pressure, tasks, programs, flags. A scenario follows from its seed and mode alone, on
 * any machine; a change here makes tokens of generated scenarios refuse to replay (they carry a digest). Two of three are
 * about caches and pools, over the oracle allocator; the third is about allocations themselves, over the full one ({@link
 * ZoneGenerator}).
 *
 * <p>{@link Mode#VALID} keeps the usage contract of {@code include/linux/dm-bufio.h, v4.17}: one task holds up to as many
 * buffers as the reserve has, every other at most one at a time, tasks that only get any number; the reserve is not
 * empty. Who uses a mempool holds one element at a time. Nor does anybody ask for memory that cannot come: a request that
 * may not fail fits beside what reclaim leaves alone, may do everything in reclaim (GFP_KERNEL outside any scope), and its
 * task holds one block at a time. So a correct kernel is silent and every task ends. {@link Mode#CONTRACT_BREAKING} drops
 * one of these rules.
 */
public final class ScenarioGenerator {
    private static final int BLOCKS = 5;
    /** Apart from what the scenario's own choices derive from. */
    private static final int ZONES = 0x2024;

    /** Whether callers behave. */
    public enum Mode {
        VALID,
        CONTRACT_BREAKING
    }

    /** The rule that a scenario breaks. */
    private enum Broken {
        NOTHING,
        EMPTY_RESERVE,
        SEVERAL_HOLD_SEVERAL,
        HOLDS_MORE_THAN_RESERVE,
        NEVER_RELEASES,
        PAGES_BY_THE_HANDFUL
    }

    private final Draw random;
    private final String name;
    private final Broken broken;
    private final List<ObjectDecl> objects = new ArrayList<>();
    private final List<TaskDecl> tasks = new ArrayList<>();
    private final List<String> clients = new ArrayList<>();
    private int pages;
    private int reserved;
    private int retained;
    private boolean pool;

    private ScenarioGenerator(long seed, Mode mode) {
        random = new Draw(new SplitMix64(SplitMix64.seedOf(seed, mode.ordinal())));
        name = (mode == Mode.VALID ? "generated-" : "generated-breaking-") + Long.toHexString(seed);
        Broken[] rules = Broken.values();
        broken = mode == Mode.VALID ? Broken.NOTHING : rules[1 + random.below(rules.length - 1)];
    }

    /** The scenario of a seed. It can be compiled, and its printed text is read back to an equal one. */
    public static Scenario generate(long seed, Mode mode) {
        boolean zone = new SplitMix64(SplitMix64.seedOf(seed, ZONES)).nextInt(3) == 0;
        return zone ? ZoneGenerator.generate(seed, mode) : new ScenarioGenerator(seed, mode).scenario();
    }

    /** A built-in profile that follows from a seed. */
    public static Profile profile(long seed) {
        List<Profile> all = Profiles.all();
        return all.get(new SplitMix64(SplitMix64.seedOf(seed, Mode.values().length)).nextInt(all.size()));
    }

    private Scenario scenario() {
        place();
        int n = 2 + random.below(3);
        boolean deep = reserved > 1 && one(3) || broken == Broken.SEVERAL_HOLD_SEVERAL;
        for (int t = 0; t < n; t++) {
            boolean several = deep && (t == 0 || broken == Broken.SEVERAL_HOLD_SEVERAL)
                    || t == 0 && broken == Broken.HOLDS_MORE_THAN_RESERVE;
            tasks.add(several ? deep(t) : t < 2 || !one(2) ? client(t) : other(t));
        }
        if (pool) {
            tasks.add(poolUser(n));
            tasks.add(poolUser(n + 1));
        }
        if (broken == Broken.PAGES_BY_THE_HANDFUL) {
            tasks.add(eater(n));
            tasks.add(eater(n + 1));
        }
        String why = broken == Broken.NOTHING
                ? "Generated; every task keeps the contract of what it uses."
                : "Generated; a task breaks the contract of what it uses: "
                        + broken.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ".";
        return new Scenario(name, List.of(why), List.of(), objects, tasks);
    }

    // ---- objects

    private void place() {
        pages = random.below(5);
        Map<String, Integer> params = new TreeMap<>();
        params.put("pages", pages);
        objects.add(new ObjectDecl("memory", "m", params));
        reserved = broken == Broken.EMPTY_RESERVE ? 0 : 1 + (one(2) ? random.below(3) : 0);
        addClient("c");
        if (broken == Broken.NOTHING && one(5)) {
            reserved = 1;
            addClient("d");
        }
        pool = one(5);
        if (pool) {
            Map<String, Integer> min = new TreeMap<>();
            min.put("min", 1 + random.below(2));
            objects.add(new ObjectDecl("mempool", "p", min));
        }
    }

    private void addClient(String client) {
        Map<String, Integer> params = new TreeMap<>();
        params.put("reserved", reserved);
        params.put("buffers", random.below(5));
        if (one(2)) {
            params.put("limit", 1 + random.below(4));
        }
        if (one(4)) {
            int retain = 1 + random.below(2);
            params.put("retain", retain);
            retained += retain;
        }
        if (one(4)) {
            params.put("io-errors", 1);
        }
        objects.add(new ObjectDecl("dm-bufio", client, params));
        clients.add(client);
    }

    // ---- tasks

    private TaskDecl other(int t) {
        return one(3) ? getter(t) : eater(t);
    }

    /** Holds at most one buffer at a time. */
    private TaskDecl client(int t) {
        List<Statement> program = new ArrayList<>();
        for (int rounds = 1 + random.below(3); rounds > 0; rounds--) {
            List<Statement> round = new ArrayList<>();
            String c = oneOf(clients);
            if (one(5)) {
                round.add(withoutBuffer(c));
            } else {
                hold(round, c);
            }
            if (one(6)) {
                program.add(new Statement.Repeat(2, round));
            } else {
                program.addAll(round);
            }
        }
        return new TaskDecl("T" + t, flags(), program);
    }

    private void hold(List<Statement> round, String c) {
        round.add(op("b", one(6) ? "get" : one(6) ? "new" : "read", c, block()));
        if (one(3)) {
            round.add(op("", "mark_dirty", c, "b"));
        }
        if (one(6)) {
            round.add(withoutBuffer(c));
        }
        if (broken != Broken.NEVER_RELEASES || one(2)) {
            round.add(op("", "release", c, "b"));
        }
    }

    private Statement.Op withoutBuffer(String c) {
        return switch (random.below(4)) {
            case 0 -> op("", "write", c);
            case 1 -> op("", "write_async", c);
            case 2 -> op("", "forget", c, block());
            default -> op("", "prefetch", c, block(), Integer.toString(1 + random.below(3)));
        };
    }

    /** Holds several buffers of one client: as many as the reserve has, or too many. */
    private TaskDecl deep(int t) {
        String c = clients.get(0);
        int held = broken == Broken.NOTHING ? reserved : reserved + 1;
        List<String> variables = List.of("a", "b", "d", "e").subList(0, Math.min(held, Program.VARIABLES_MAX));
        List<Statement> program = new ArrayList<>();
        int block = random.below(BLOCKS);
        for (String v : variables) {
            program.add(op(v, "read", c, Integer.toString(block++)));
            if (one(4)) {
                program.add(op("", "mark_dirty", c, v));
            }
        }
        List<String> left = new ArrayList<>(variables);
        while (!left.isEmpty()) {
            program.add(op("", "release", c, left.remove(random.below(left.size()))));
        }
        return new TaskDecl("Deep" + t, flags(), program);
    }

    /** Only gets, so it may hold any number. */
    private TaskDecl getter(int t) {
        String c = oneOf(clients);
        return new TaskDecl(
                "Getter" + t,
                flags(),
                List.of(
                        op("a", "get", c, block()),
                        op("b", "get", c, block()),
                        op("", "release", c, "a"),
                        op("", "release", c, "b")));
    }

    /** Holds at most one element of the pool at a time. */
    private TaskDecl poolUser(int t) {
        String mask = oneOf(List.of("GFP_NOIO", "GFP_NOFS", "GFP_KERNEL", "GFP_NOWAIT"));
        List<Statement> round = List.of(op("e", "mempool_alloc", "p", mask), op("", "mempool_free", "p", "e"));
        return new TaskDecl("User" + t, flags(), List.of(new Statement.Repeat(1 + random.below(3), round)));
    }

    /** Allocates and frees pages. */
    private TaskDecl eater(int t) {
        List<Statement> program = new ArrayList<>();
        if (broken == Broken.PAGES_BY_THE_HANDFUL) {
            program.add(op("p", "alloc", "m", "GFP_KERNEL", "0"));
            program.add(op("q", "alloc", "m", "GFP_KERNEL", "0"));
            program.add(op("", "free", "m", "q"));
            program.add(op("", "free", "m", "p"));
            return new TaskDecl("Eater" + t, List.of(), program);
        }
        boolean kernel = pages > retained && !pool && one(2);
        int order = kernel && pages - retained < 2 ? 0 : random.below(2);
        String mask = kernel
                ? "GFP_KERNEL"
                : oneOf(List.of(
                        "GFP_NOWAIT",
                        "GFP_ATOMIC",
                        "GFP_NOIO|__GFP_NORETRY",
                        "GFP_NOFS|__GFP_NORETRY|__GFP_NOWARN",
                        "GFP_KERNEL|__GFP_RETRY_MAYFAIL",
                        "GFP_KERNEL|__GFP_NORETRY|__GFP_NOMEMALLOC"));
        List<Statement> round = List.of(op("p", "alloc", "m", mask, Integer.toString(order)), op("", "free", "m", "p"));
        program.add(new Statement.Repeat(1 + random.below(3), round));
        return new TaskDecl("Eater" + t, kernel ? List.of() : flags(), program);
    }

    // ---- small choices

    private List<String> flags() {
        return one(5) ? List.of(oneOf(List.of("PF_MEMALLOC", "PF_MEMALLOC_NOIO", "PF_MEMALLOC_NOFS"))) : List.of();
    }

    private String block() {
        return Integer.toString(random.below(BLOCKS));
    }

    private String oneOf(List<String> words) {
        return random.oneOf(words);
    }

    private boolean one(int n) {
        return random.one(n);
    }
}
