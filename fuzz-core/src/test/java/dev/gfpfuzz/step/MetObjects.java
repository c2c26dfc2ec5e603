package dev.gfpfuzz.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.schedule.SplitMix64;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Copies of the frames and parts that turn up in random runs, some different ones of each class. */
final class MetObjects {
    private static final int OF_A_CLASS_MAX = 300;
    private static final int NEW_IN_A_CASE_MAX = 4;
    private static final int LOOKS_IN_A_CASE_MAX = 100;
    private static final int RUNS = 2;
    private static final int OTHER_PROFILES = 4;
    private static final int STEPS_MAX = 200;

    /** What no built-in scenario has: buffers with an age. */
    private static final String OLD_BUFFERS = """
            scenario old-buffers
            memory m pages=2
            dm-bufio c cleanups=2 max-age=30
            task T
              b = read c 1
              release c b
            """;

    private final Map<String, List<Object>> met;
    private final Map<String, List<Object>> constants = new TreeMap<>();
    private final Map<String, Integer> fresh = new TreeMap<>();
    private final Map<String, Integer> looks = new TreeMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    private MetObjects(Map<String, List<Object>> met) {
        this.met = met;
    }

    /** @param met receives a list for each class name */
    static void collect(Map<String, List<Object>> met) {
        MetObjects objects = new MetObjects(met);
        objects.runs(Case.own(ScenarioParser.parse(OLD_BUFFERS, "old-buffers"), Profiles.V4_17));
        List<Profile> profiles = Profiles.all();
        int next = 0;
        for (Scenario s : Scenarios.all()) {
            objects.runs(Case.builtIn(s.name(), Profiles.V4_17));
            for (int i = 0; i < OTHER_PROFILES; i++) {
                objects.runs(Case.builtIn(s.name(), profiles.get(next++ % profiles.size())));
            }
        }
    }

    private void runs(Case c) {
        constants.clear();
        looks.clear();
        fresh.clear();
        World initial = c.subject().initial();
        for (int run = 0; run < RUNS; run++) {
            SplitMix64 random = new SplitMix64(run);
            World w = initial.copy();
            w.setChooser((bound, reason) -> random.nextInt(bound));
            int[] enabled = new int[w.taskCount()];
            for (int i = 0; i < STEPS_MAX && w.violation() == null; i++) {
                int n = w.enabled(enabled);
                if (n == 0) {
                    break;
                }
                w.step(enabled[random.nextInt(n)]);
                look(w);
            }
        }
    }

    private void look(World w) {
        for (int i = 0; i < w.partCount(); i++) {
            Part p = w.look(i);
            add(p.getClass(), p);
        }
        for (int i = 0; i < w.taskCount(); i++) {
            Task t = w.lookTask(i);
            for (int d = 0; d < t.depth(); d++) {
                add(t.frame(d).getClass(), t.frame(d));
                if (d > 0) {
                    compareConstants(t.frame(d));
                }
            }
        }
    }

    /** A frame that is unpacked gets its final fields from another frame of its class and world. */
    private void compareConstants(Frame<?> f) {
        List<Object> values = new ArrayList<>();
        for (Class<?> c = f.getClass(); c != Frame.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (Modifier.isFinal(field.getModifiers()) && !Modifier.isStatic(field.getModifiers())) {
                    values.add(value(field, f));
                }
            }
        }
        List<Object> others = constants.putIfAbsent(f.getClass().getName(), values);
        assertThat(others == null || others.equals(values))
                .as("final fields of %s differ within a world: they must not be final", f.getClass())
                .isTrue();
    }

    private static Object value(Field field, Object o) {
        try {
            field.setAccessible(true);
            return field.get(o);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private void add(Class<?> type, Object o) {
        List<Object> others = met.computeIfAbsent(type.getName(), name -> new ArrayList<>());
        int look = looks.merge(type.getName(), 1, Integer::sum);
        if (others.size() == OF_A_CLASS_MAX
                || look > LOOKS_IN_A_CASE_MAX
                || fresh.getOrDefault(type.getName(), 0) == NEW_IN_A_CASE_MAX) {
            return;
        }
        Hasher h = new Hasher();
        h.reset(0);
        if (o instanceof Frame<?> f) {
            f.visit(h);
        } else {
            ((Part) o).fields(h);
        }
        if (known.add(type.getName() + h.value())) {
            fresh.merge(type.getName(), 1, Integer::sum);
            others.add(o instanceof Frame<?> f ? f.copy() : ((Part) o).copy());
        }
    }
}
