package dev.gfpfuzz.model.pagealloc;

/** Mutant of {@link ShouldReclaimRetry}: progress resets the counter of costly orders too. */
final class ShouldReclaimRetryCostlyResets extends ShouldReclaimRetry {
    ShouldReclaimRetryCostlyResets(int zone, int order, int allocFlags, boolean didSomeProgress, int noProgressLoops) {
        super(zone, order, allocFlags, didSomeProgress, noProgressLoops);
    }

    @Override
    boolean counts(boolean progress, int ofOrder) {
        return !progress;
    }
}
