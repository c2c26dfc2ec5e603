package dev.gfpfuzz.search;

import dev.gfpfuzz.run.Subject;
import org.jspecify.annotations.Nullable;

/** A subject and, for those strategies that ask, what its pilot runs showed: one pilot, however many strategies ask. */
final class Piloted {
    private final Subject subject;
    private @Nullable Pilot pilot;

    Piloted(Subject subject) {
        this.subject = subject;
    }

    int tasks() {
        return subject.initial().taskCount();
    }

    Pilot pilot() {
        if (pilot == null) {
            pilot = Pilot.of(subject);
        }
        return pilot;
    }

    /** A strategy that is made from one. */
    interface Factory extends StrategyFactory {
        Strategy strategy(Piloted subject, Knowledge knowledge);

        @Override
        default Strategy strategy(Subject subject, Knowledge knowledge) {
            return strategy(new Piloted(subject), knowledge);
        }
    }
}
