package dev.gfpfuzz.scenario;

import dev.gfpfuzz.invariant.Invariant;
import dev.gfpfuzz.invariant.Invariants;
import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.run.Subject;
import dev.gfpfuzz.scenario.Scenario.ObjectDecl;
import dev.gfpfuzz.scenario.Scenario.Statement;
import dev.gfpfuzz.scenario.Scenario.TaskDecl;
import dev.gfpfuzz.scenario.Vocabulary.Arg;
import dev.gfpfuzz.scenario.Vocabulary.ObjectKind;
import dev.gfpfuzz.scenario.Vocabulary.OperationKind;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a world of a scenario under a profile. All tasks are ready at the start: creating them one by one would hide
 * bugs from random strategies.
 *
 * <p>Expects a scenario that the parser or generator accepted; a wrong name here is a programmer's error.
 */
public final class ScenarioCompiler {
    private final Vocabulary vocabulary;

    public ScenarioCompiler(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** A subject with fresh instances of the built-in invariants that apply. */
    public Subject compile(Scenario scenario, Profile profile) {
        WorldBuilder world = world(scenario, profile);
        return watched(scenario, profile, world, Invariants.of(world));
    }

    /**
     * A subject with fresh invariants.
     *
     * @param invariants fresh instances; those that do not apply are left out
     */
    public Subject compile(Scenario scenario, Profile profile, List<Invariant> invariants) {
        return watched(scenario, profile, world(scenario, profile), invariants);
    }

    private static Subject watched(Scenario scenario, Profile profile, WorldBuilder world, List<Invariant> invariants) {
        List<Invariant> attached = Invariant.attachAll(world, invariants);
        return new Subject(scenario.name() + " under " + profile.name(), world.build(), attached);
    }

    private WorldBuilder world(Scenario scenario, Profile profile) {
        WorldBuilder world = new WorldBuilder();
        Map<String, Part> placed = new LinkedHashMap<>();
        Vocabulary.Site site = new Vocabulary.Site(world, profile, placed);
        for (ObjectDecl decl : scenario.objects()) {
            ObjectKind kind = vocabulary.object(decl.kind());
            placed.put(decl.name(), kind.factory().place(site, decl.name(), kind.complete(decl.params())));
        }
        // Tasks with the same text have the same code, so that searches can tell that they are alike; but not a task
        // that others name.
        Map<List<String>, Code> codes = new LinkedHashMap<>();
        Map<String, Integer> peers = new LinkedHashMap<>();
        Set<String> named = named(scenario);
        for (TaskDecl task : scenario.tasks()) {
            Code code = code(task, placed, peers);
            if (!named.contains(task.name())) {
                Code alike = codes.putIfAbsent(code.texts(), code);
                code = alike != null ? alike : code;
            }
            int id = world.task(task.name(), new Program(code));
            peers.put(task.name(), id);
            int flags = 0;
            for (String flag : task.flags()) {
                flags |= dev.gfpfuzz.kernel.TaskFlags.named(flag);
            }
            world.task(id).setFlags(flags);
        }
        return world;
    }

    /** Tasks that are an argument of some operation. */
    private Set<String> named(Scenario scenario) {
        Set<String> named = new TreeSet<>();
        for (TaskDecl task : scenario.tasks()) {
            for (Statement.Op op : task.operations()) {
                List<Arg> args = vocabulary.operation(op.verb()).args();
                for (int i = 0; i < args.size(); i++) {
                    if (args.get(i) instanceof Arg.Peer) {
                        named.add(op.args().get(i));
                    }
                }
            }
        }
        return named;
    }

    private Code code(TaskDecl task, Map<String, Part> placed, Map<String, Integer> peers) {
        Map<String, Integer> registers = new LinkedHashMap<>();
        List<Long> nulls = new ArrayList<>();
        int[] owners = new int[Program.VARIABLES_MAX];
        Arrays.fill(owners, Code.NOBODY);
        List<Code.Instruction> out = new ArrayList<>();
        for (Statement.Op op : task.operations()) {
            OperationKind kind = vocabulary.operation(op.verb());
            int n = kind.args().size();
            long[] constants = new long[n];
            int[] variables = new int[n];
            for (int i = 0; i < n; i++) {
                variables[i] = -1;
                Arg arg = kind.args().get(i);
                String text = op.args().get(i);
                if (arg instanceof Arg.Obj) {
                    constants[i] = placed.get(text).id();
                } else if (arg instanceof Arg.Var v) {
                    variables[i] = register(registers, nulls, text, v.type().nullValue());
                } else if (arg instanceof Arg.Num) {
                    constants[i] = Integer.parseInt(text);
                } else if (arg instanceof Arg.Mask) {
                    constants[i] = Gfp.parse(text);
                } else if (arg instanceof Arg.Peer) {
                    constants[i] = peers.get(text);
                } else if (arg instanceof Arg.Word w) {
                    constants[i] = w.words().indexOf(text);
                }
            }
            int result = op.result().isEmpty() || kind.result() == null
                    ? -1
                    : register(registers, nulls, op.result(), kind.result().nullValue());
            if (result >= 0 && kind.result().ofItems()) {
                int owner = (int) constants[0];
                owners[result] = owners[result] == Code.NOBODY || owners[result] == owner ? owner : Code.SEVERAL;
            }
            int consumed = kind.consumes() < 0 ? -1 : variables[kind.consumes()];
            out.add(new Code.Instruction(kind, ScenarioPrinter.print(op), constants, variables, result, consumed));
        }
        return new Code(out, nulls, owners);
    }

    private static int register(Map<String, Integer> registers, List<Long> nulls, String name, long nullValue) {
        Integer known = registers.putIfAbsent(name, nulls.size());
        if (known != null) {
            return known;
        }
        nulls.add(nullValue);
        return nulls.size() - 1;
    }
}
