package dev.gfpfuzz.scenario;

import dev.gfpfuzz.scenario.Vocabulary.OperationKind;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.World;
import java.util.ArrayList;
import java.util.List;

/** A compiled program: operations with their repeats unrolled and names resolved. Immutable. */
final class Code {
    /**
     * One operation.
     *
     * @param text as written
     * @param constants value of each argument that is no variable
     * @param variables register of each argument that is a variable, else -1
     * @param result register of the result, or -1
     * @param consumed register that is null afterwards, or -1
     */
    record Instruction(OperationKind kind, String text, long[] constants, int[] variables, int result, int consumed) {}

    /** Owner of a register that holds no numbers of items. */
    static final int NOBODY = -1;
    /** Owner of a register that holds items of several parts in turn. */
    static final int SEVERAL = -2;

    private final Instruction[] instructions;
    private final long[] nulls;
    private final int[] owners;

    /**
     * @param nulls what each register holds when it holds nothing
     * @param owners the part that numbers what each register holds, or {@link #NOBODY}
     */
    Code(List<Instruction> instructions, List<Long> nulls, int[] owners) {
        this.instructions = instructions.toArray(new Instruction[0]);
        this.nulls = new long[nulls.size()];
        for (int i = 0; i < this.nulls.length; i++) {
            this.nulls[i] = nulls.get(i);
        }
        this.owners = owners.clone();
    }

    /** Every operation, as written. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Instruction in : instructions) {
            texts.add(in.text());
        }
        return texts;
    }

    /** Owner of a register's items, or {@link #NOBODY}. */
    int owner(int register) {
        return register < owners.length ? owners[register] : NOBODY;
    }

    /** Whether some register holds items now of one part, now of another. */
    boolean ambiguous() {
        for (int owner : owners) {
            if (owner == SEVERAL) {
                return true;
            }
        }
        return false;
    }

    int length() {
        return instructions.length;
    }

    long nullOf(int register) {
        return register < nulls.length ? nulls[register] : 0;
    }

    String text(int pc) {
        return instructions[pc].text();
    }

    int result(int pc) {
        return instructions[pc].result();
    }

    int consumed(int pc) {
        return instructions[pc].consumed();
    }

    /** Whether a variable argument is null, so that the operation is passed over. */
    boolean skipped(int pc, Program p) {
        for (int v : instructions[pc].variables()) {
            if (v >= 0 && p.get(v) == nullOf(v)) {
                return true;
            }
        }
        return false;
    }

    Frame<?> enter(World w, int pc, Program p) {
        Instruction in = instructions[pc];
        long[] args = in.constants().clone();
        for (int i = 0; i < args.length; i++) {
            if (in.variables()[i] >= 0) {
                args[i] = p.get(in.variables()[i]);
            }
        }
        return in.kind().factory().enter(w, args);
    }
}
