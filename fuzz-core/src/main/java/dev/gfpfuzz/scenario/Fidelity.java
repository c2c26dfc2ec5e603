package dev.gfpfuzz.scenario;

import dev.gfpfuzz.scenario.Vocabulary.ObjectKind;

/** How much of the page allocator a scenario has. Follows from the kind of its memory. */
public enum Fidelity {
    /** No memory at all. */
    NONE,
    /** The oracle: any answer that the rules allow. */
    ORACLE,
    /** The allocator's own lists, watermarks and reclaim. */
    FULL;

    public static Fidelity of(Scenario s) {
        for (Scenario.ObjectDecl o : s.objects()) {
            ObjectKind kind = Vocabulary.standard().object(o.kind());
            if (kind.isMemory()) {
                return kind.word().equals(ObjectKind.MEMORY) ? ORACLE : FULL;
            }
        }
        return NONE;
    }
}
