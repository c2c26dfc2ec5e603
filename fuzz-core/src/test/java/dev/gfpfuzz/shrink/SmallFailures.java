package dev.gfpfuzz.shrink;

import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.run.Runner;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.search.RandomWalk;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Different failures of small dm-bufio scenarios under the mutants: the same list whenever it is made. */
final class SmallFailures {
    /** A failing run. */
    record Found(Case of, Schedule schedule, Bug bug) {}

    private static final List<String> PROFILES = List.of(
            "mut_renoio",
            "mut_queue_late",
            "mut_release_silent",
            "mut_write_silent",
            "mut_need_kept",
            "mut_find_once",
            "mut_claim_busy",
            "mut_dirty_in_clean",
            "v3_10",
            "mut_shrink_blocks");

    /** Programs; # is the task's number. */
    private static final List<String> PROGRAMS = List.of(
            "b = read c #1\nrelease c b\nb = read c #2\nrelease c b",
            "b = read c 1\nrelease c b\nb = read c #2\nrelease c b",
            "repeat 2\nb = new c #1\nmark_dirty c b\nrelease c b\nend\nwrite c",
            "a = read c 1\nb = read c #2\nrelease c b\nrelease c a\nforget c 1",
            "prefetch c 1 2\nb = get c 1\nrelease c b\nb = new c #3\nmark_dirty c b\nrelease c b");

    private static final int SEEDS = 3_000;

    private SmallFailures() {}

    /** @param each most failures of one scenario under one profile that show the same bug */
    static List<Found> all(int count, int each) {
        List<Found> out = new ArrayList<>();
        for (int program = 0; program < PROGRAMS.size(); program++) {
            for (int pages = 0; pages <= 1; pages++) {
                for (int reserved = 1; reserved <= 2; reserved++) {
                    String text = scenario(PROGRAMS.get(program), 2, pages, reserved);
                    for (String profile : PROFILES) {
                        Case c = Case.own(ScenarioParser.parse(text, "test"), Profiles.named(profile));
                        out.addAll(failures(c, each));
                        if (out.size() >= count) {
                            return out.subList(0, count);
                        }
                    }
                }
            }
        }
        throw new AssertionError("Only " + out.size() + " failures, not " + count);
    }

    private static String scenario(String program, int tasks, int pages, int reserved) {
        StringBuilder s = new StringBuilder("scenario small\n\nmemory m pages=" + pages + "\n");
        s.append("dm-bufio c buffers=")
                .append(pages)
                .append(" reserved=")
                .append(reserved)
                .append("\n");
        for (int t = 1; t <= tasks; t++) {
            s.append("\ntask T").append(t).append("\n  ");
            s.append(program.replace("#", Integer.toString(t)).replace("\n", "\n  "))
                    .append("\n");
        }
        return s.toString();
    }

    private static List<Found> failures(Case c, int each) {
        List<Found> out = new ArrayList<>();
        Runner runner = new Runner(c.subject());
        RandomWalk walk = new RandomWalk();
        TreeMap<String, Integer> counts = new TreeMap<>();
        Set<Schedule> seen = new LinkedHashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Outcome o = runner.run(walk, seed);
            if (o.violation() != null && seen.add(o.schedule())) {
                Bug bug = Bug.of(o.violation(), o);
                if (counts.merge(bug.toString(), 1, Integer::sum) <= each) {
                    out.add(new Found(c, o.schedule(), bug));
                }
            }
        }
        return out;
    }
}
