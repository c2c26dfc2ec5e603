package dev.gfpfuzz.shrink;

import java.util.Comparator;
import java.util.List;

/**
 * Makes one size smaller without more switches or injected values: to its least value, half-way there, and by one.
 */
final class SmallerSizes implements ShrinkPass {
    @Override
    public String name() {
        return "smaller sizes";
    }

    @Override
    public boolean choicesOnly() {
        return false;
    }

    @Override
    public List<Candidate> candidates(Round round) {
        Failure f = round.failure();
        return f.target().withOneSizeSmaller().stream()
                .sorted(Comparator.comparingLong(Target::sizes))
                .map(smaller -> round.candidate(
                        smaller,
                        List.of(
                                new Plan.Replay(f.outcome().schedule()),
                                new Plan.Follow(f.steps()),
                                new Plan.Search(round.limits().statesPart()))))
                .toList();
    }
}
