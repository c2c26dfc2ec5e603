package dev.gfpfuzz.shrink;

import dev.gfpfuzz.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;

/**
 * Works on the choices as they stand, without regard to what they mean: takes each single one out, sets it to 0, and to
 * each value below its own. What this pass cannot improve has no single removable choice.
 */
final class LowerChoices implements ShrinkPass {
    private static final int TAKEN_OUT = -1;

    @Override
    public String name() {
        return "lower choices";
    }

    @Override
    public boolean choicesOnly() {
        return true;
    }

    @Override
    public List<Candidate> candidates(Round round) {
        int[] choices = round.failure().outcome().schedule().toArray();
        List<int[]> changes = new ArrayList<>();
        for (int i = 0; i < choices.length; i++) {
            for (int lower = 0; lower < choices[i]; lower++) {
                changes.add(new int[] {i, lower});
            }
            changes.add(new int[] {i, TAKEN_OUT});
        }
        return Proposals.of(changes, c -> round.replay(c[1] == TAKEN_OUT ? without(choices, c[0]) : with(choices, c)));
    }

    private static Schedule with(int[] choices, int[] change) {
        int[] changed = choices.clone();
        changed[change[0]] = change[1];
        return Schedule.of(changed);
    }

    private static Schedule without(int[] choices, int i) {
        int[] shorter = new int[choices.length - 1];
        System.arraycopy(choices, 0, shorter, 0, i);
        System.arraycopy(choices, i + 1, shorter, i, shorter.length - i);
        return Schedule.of(shorter);
    }
}
