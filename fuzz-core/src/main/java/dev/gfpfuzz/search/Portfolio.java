package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.step.World;
import java.util.List;

/** Several strategies in turn: a run's seed decides which one has it, half of the runs going to the first. */
public final class Portfolio implements Strategy {
    private final List<Strategy> members;
    private Strategy current;

    /** @param members at least one; the first is the backbone */
    public Portfolio(List<Strategy> members) {
        this.members = List.copyOf(members);
        this.current = members.get(0);
    }

    @Override
    public String name() {
        return "portfolio";
    }

    @Override
    public void startRun(long seed) {
        long draw = SplitMix64.mix(seed ^ 0x5DEECE66DL);
        int others = members.size() - 1;
        current = draw < 0 || others == 0 ? members.get(0) : members.get(1 + (int) ((draw >>> 1) % others));
        current.startRun(seed);
    }

    @Override
    public int nextTask(World w, int[] enabled, int n) {
        return current.nextTask(w, enabled, n);
    }

    @Override
    public void onlyTask(World w, int task) {
        current.onlyTask(w, task);
    }

    @Override
    public int nextValue(World w, int bound, String reason) {
        return current.nextValue(w, bound, reason);
    }

    @Override
    public void endRun(Outcome outcome) {
        current.endRun(outcome);
    }
}
