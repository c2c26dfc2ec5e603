package dev.gfpfuzz.programs;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.invariant.Kind;
import dev.gfpfuzz.step.WorldBuilder;

/** A property of a small program, with what every invariant has to say about itself. */
public class Property extends Invariant {
    private final String name;
    private final Kind kind;
    private final String companion;

    public Property(String name, Kind kind, String companion) {
        this.name = name;
        this.kind = kind;
        this.companion = companion;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Kind kind() {
        return kind;
    }

    @Override
    public final String statement() {
        return name;
    }

    @Override
    public final String source() {
        return "the program's own assertion";
    }

    @Override
    public final String companion() {
        return companion;
    }

    @Override
    protected boolean attach(WorldBuilder world) {
        return true;
    }
}
