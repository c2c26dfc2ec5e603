package dev.gfpfuzz.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.schedule.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Buffers with other numbers behave alike: at random states of random runs the buffers are really renumbered, field by
 * field, and every step of everybody then leads to the same states but for the numbers. A field that holds a number and
 * is not visited as one keeps its old number and gives itself away.
 */
class RenamedItemsTest {
    private static final int STATES_A_SETTING = 12;
    private static final int STEPS_MAX = 150;

    /** Gives each item of each part another number, in place. */
    private static final class Renumbering extends Fields {
        /** By owner: the new number of each item. */
        private final Map<Integer, int[]> numbers;

        Renumbering(Map<Integer, int[]> numbers, long ticks) {
            this.numbers = numbers;
            now = ticks;
        }

        @Override
        boolean reading() {
            return false;
        }

        @Override
        public long of(long value) {
            return value;
        }

        @Override
        public int item(int owner, int id) {
            return id < 0 ? id : numbers.get(owner)[id];
        }

        @Override
        public long items(int owner, long set) {
            long renumbered = 0;
            for (long rest = set; rest != 0; rest &= rest - 1) {
                renumbered |= 1L << numbers.get(owner)[Long.numberOfTrailingZeros(rest)];
            }
            return renumbered;
        }

        @Override
        public void byItem(int owner, int[] values) {
            int[] old = values.clone();
            for (int i = 0; i < old.length; i++) {
                values[numbers.get(owner)[i]] = old[i];
            }
        }

        @Override
        public void byItem(int owner, long[] values) {
            long[] old = values.clone();
            for (int i = 0; i < old.length; i++) {
                values[numbers.get(owner)[i]] = old[i];
            }
        }

        @Override
        public void itemList(int owner, int[] list, int length) {
            for (int i = 0; i < length; i++) {
                list[i] = numbers.get(owner)[list[i]];
            }
        }

        @Override
        public void ticksByItem(int owner, long[] instants) {
            byItem(owner, instants);
        }
    }

    private static World renumbered(World w, Map<Integer, int[]> numbers) {
        World other = w.copy();
        Renumbering renumbering = new Renumbering(numbers, w.ticks());
        for (int i = 0; i < other.partCount(); i++) {
            other.part(i).fields(renumbering);
        }
        for (int i = 0; i < other.taskCount(); i++) {
            other.task(i).visit(renumbering, FrameTable.hashing());
        }
        other.hash();
        return other;
    }

    /** Every step of everybody, each as where it leads or what it breaks. */
    private static TreeSet<String> steps(World w, Symmetry symmetry) {
        TreeSet<String> all = new TreeSet<>();
        int[] enabled = new int[w.taskCount()];
        int n = w.enabled(enabled);
        for (int i = 0; i < n; i++) {
            List<int[]> open = new ArrayList<>(List.of(new int[0]));
            while (!open.isEmpty()) {
                int[] given = open.remove(open.size() - 1);
                List<Integer> bounds = new ArrayList<>();
                World s = w.copy();
                s.setChooser((bound, reason) -> {
                    bounds.add(bound);
                    return bounds.size() <= given.length ? given[bounds.size() - 1] : 0;
                });
                s.step(enabled[i]);
                for (int asked = given.length; asked < bounds.size(); asked++) {
                    for (int value = 1; value < bounds.get(asked); value++) {
                        int[] other = java.util.Arrays.copyOf(given, asked + 1);
                        other[asked] = value;
                        open.add(other);
                    }
                }
                all.add(
                        s.violation() == null
                                ? Long.toHexString(symmetry.hash(s))
                                : s.violation().invariant() + s.violation().skeleton());
            }
        }
        return all;
    }

    /** @return how many states were compared */
    static int compare(Subject subject, long seed) {
        World initial = subject.initial();
        Symmetry symmetry = Symmetry.of(initial);
        if (!symmetry.ofItems()) {
            return 0;
        }
        SplitMix64 random = new SplitMix64(seed);
        int[] enabled = new int[initial.taskCount()];
        int compared = 0;
        while (compared < STATES_A_SETTING) {
            World w = initial.copy();
            int until = random.nextInt(STEPS_MAX);
            int n = w.enabled(enabled);
            for (int i = 0; i < until && n > 0 && w.violation() == null; i++) {
                w.setChooser((bound, reason) -> random.nextInt(bound));
                w.step(enabled[random.nextInt(n)]);
                n = w.enabled(enabled);
            }
            compared++;
            if (w.violation() != null) {
                continue;
            }
            Map<Integer, int[]> numbers = new TreeMap<>();
            for (int p = 0; p < w.partCount(); p++) {
                if (w.rawPart(p).items().count() > 0) {
                    numbers.put(p, shuffled(w.rawPart(p).items().count(), random));
                }
            }
            World other = renumbered(w, numbers);
            assertThat(symmetry.hash(other)).as(subject.name()).isEqualTo(symmetry.hash(w));
            assertThat(steps(other, symmetry)).as(subject.name()).isEqualTo(steps(w, symmetry));
        }
        return compared;
    }

    private static int[] shuffled(int n, SplitMix64 random) {
        int[] numbers = new int[n];
        for (int i = 0; i < n; i++) {
            int at = random.nextInt(i + 1);
            numbers[i] = numbers[at];
            numbers[at] = i;
        }
        return numbers;
    }

    @Test
    void whateverTheBuffersNumbersAre_theSameHappens() {
        int compared = 0;
        int settings = 0;
        for (Profile p : List.of(
                Profiles.V4_17, Profiles.named("v3_10"), Profiles.named("v6_1"), Profiles.named("mut_renoio"))) {
            for (Scenario s : Scenarios.all()) {
                Subject subject = Case.builtIn(s.name(), p).subject();
                int states = compare(subject, compared);
                compared += states;
                settings += states > 0 ? 1 : 0;
            }
        }
        assertThat(compared).isGreaterThan(1_000);
        assertThat(settings).isGreaterThan(90);
    }
}
