package dev.gfpfuzz.scenario;

import dev.gfpfuzz.scenario.Scenario.Statement;
import dev.gfpfuzz.schedule.SplitMix64;
import java.util.List;

/** The small choices of a generator, all from one seed. */
final class Draw {
    private final SplitMix64 random;

    Draw(SplitMix64 random) {
        this.random = random;
    }

    /** 0 to bound - 1. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int min, int max) {
        return min + random.nextInt(max - min + 1);
    }

    /** True once in n times. */
    boolean one(int n) {
        return random.nextInt(n) == 0;
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    static Statement.Op op(String result, String verb, String... args) {
        return new Statement.Op(result, verb, List.of(args));
    }
}
