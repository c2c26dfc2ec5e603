package dev.gfpfuzz.scenario;

import dev.gfpfuzz.step.Fields;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Next;
import dev.gfpfuzz.step.Task;
import dev.gfpfuzz.step.World;

/** A task's program: runs its operations one after the other. The outermost frame of every scenario task. */
public final class Program extends Frame<Program.At> {
    enum At {
        START,
        NEXT,
        RETURNED
    }

    /** Variables that a task may have. */
    static final int VARIABLES_MAX = 4;

    private final Code code;
    private int pc;
    private long r0;
    private long r1;
    private long r2;
    private long r3;

    Program(Code code) {
        super(At.START);
        this.code = code;
        for (int i = 0; i < VARIABLES_MAX; i++) {
            set(i, code.nullOf(i));
        }
    }

    @Override
    protected Next step(World w, Task current) {
        return switch (at) {
            case START, NEXT -> {
                while (pc < code.length() && code.skipped(pc, this)) {
                    pc++;
                }
                yield pc == code.length() ? ret(current) : call(current, enter(w), At.RETURNED);
            }
            case RETURNED -> {
                int result = code.result(pc);
                if (result >= 0) {
                    set(result, current.ret());
                }
                pc++;
                yield goTo(At.NEXT);
            }
        };
    }

    /** Enters the operation; a variable that it consumes is null from here on. */
    private Frame<?> enter(World w) {
        Frame<?> operation = code.enter(w, pc, this);
        int consumed = code.consumed(pc);
        if (consumed >= 0) {
            set(consumed, code.nullOf(consumed));
        }
        return operation;
    }

    long get(int variable) {
        return switch (variable) {
            case 0 -> r0;
            case 1 -> r1;
            case 2 -> r2;
            default -> r3;
        };
    }

    private void set(int variable, long value) {
        switch (variable) {
            case 0 -> r0 = value;
            case 1 -> r1 = value;
            case 2 -> r2 = value;
            default -> r3 = value;
        }
    }

    /** The operation under way: 0 for the first. */
    public int index() {
        return pc;
    }

    /** The operation under way, as written, for people: {@code b = read c 1}. */
    public String operation() {
        return pc < code.length() ? code.text(pc) : "end";
    }

    @Override
    public String function() {
        return "program";
    }

    @Override
    protected void fields(Fields f) {
        pc = f.of(pc);
        r0 = register(f, 0, r0);
        r1 = register(f, 1, r1);
        r2 = register(f, 2, r2);
        r3 = register(f, 3, r3);
    }

    private long register(Fields f, int variable, long value) {
        int owner = code.owner(variable);
        return owner < 0 ? f.of(value) : f.item(owner, (int) value);
    }

    @Override
    protected boolean visitsItems() {
        return !code.ambiguous();
    }
}
