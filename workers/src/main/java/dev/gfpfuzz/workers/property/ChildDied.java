package dev.gfpfuzz.workers.property;

/** The child ended before it answered. */
final class ChildDied extends Exception {
    private final transient Death death;

    ChildDied(Death death) {
        super("The process of the properties " + death.clause());
        this.death = death;
    }

    Death death() {
        return death;
    }
}
