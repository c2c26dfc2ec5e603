package dev.gfpfuzz.scenario;

import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of scenarios: kinds of objects with their parameters, and operations with their arguments. Parser, printer,
 * generator and documentation all work from these tables; each model adds its own with one class {@code ...Words}.
 */
public final class Vocabulary {
    private static final Vocabulary STANDARD = withSites(CallSites.all());

    private final Map<String, ObjectKind> objects = new LinkedHashMap<>();
    private final Map<String, OperationKind> operations = new LinkedHashMap<>();

    /** The words of the built-in models, with the built-in catalogue of call sites. */
    public static Vocabulary standard() {
        return STANDARD;
    }

    /** The words of the built-in models, with another catalogue of call sites. */
    public static Vocabulary withSites(List<CallSite> sites) {
        return new Vocabulary()
                .add(new MemoryWords())
                .add(new ZoneWords())
                .add(new MempoolWords())
                .add(new PoolUserWords())
                .add(new FilesystemWords())
                .add(new MemcgWords())
                .add(new DmThinWords())
                .add(new BlkcgWords())
                .add(new DmBufioWords())
                .add(new CallerWords(sites));
    }

    /** A model's words. */
    public interface Words {
        List<ObjectKind> objects();

        List<OperationKind> operations();
    }

    /**
     * An integer parameter of an object.
     *
     * @param min smallest value accepted
     * @param max largest value accepted
     * @param size whether a smaller value makes a smaller scenario, so that shrinking may lower it; a number that says
     *     which of several things is meant is none
     */
    public record Param(String name, int defaultValue, int min, int max, String about, boolean size) {
        /** A size. */
        public Param(String name, int defaultValue, int min, int max, String about) {
            this(name, defaultValue, min, max, about, true);
        }
    }

    /** What a world is being built from, for the objects' factories. */
    public record Site(WorldBuilder world, Profile profile, Map<String, Part> placed) {
        /** The one page allocator of the scenario. */
        public PageAllocator memory() {
            for (Part p : placed.values()) {
                if (p instanceof PageAllocator a) {
                    return a;
                }
            }
            throw new IllegalStateException("The scenario declares no memory");
        }
    }

    /** Places an object in a world. */
    public interface ObjectFactory {
        /** @param params every parameter of the kind, by name */
        Part place(Site site, String name, Map<String, Integer> params);
    }

    /** Whether an object's parameters fit together. */
    public interface Check {
        /**
         * @param params every parameter of the kind, by name
         * @throws IllegalArgumentException if not; the message is a sentence with the values and what is accepted
         */
        void check(Map<String, Integer> params);
    }

    /**
     * A kind of shared object.
     *
     * @param word the word that starts its declaration
     * @param role what operations may use it as: its own word, or that of a kind it can stand in for, such as {@link
     *     #MEMORY}
     * @param about one line for documentation
     * @param needsMemory whether an object of the role memory must be declared before it
     * @param check whether values that are accepted one by one fit together
     */
    public record ObjectKind(
            String word,
            String role,
            String about,
            List<Param> params,
            boolean needsMemory,
            Check check,
            ObjectFactory factory) {
        /** The role of page allocators; a scenario has at most one object of it. */
        public static final String MEMORY = "memory";

        public ObjectKind {
            params = List.copyOf(params);
        }

        /** A kind that is used under its own word only. */
        public ObjectKind(String word, String about, List<Param> params, boolean needsMemory, ObjectFactory factory) {
            this(word, word, about, params, needsMemory, p -> {}, factory);
        }

        public boolean isMemory() {
            return role.equals(MEMORY);
        }

        /** Every parameter by name: those given, and the others' defaults. */
        public Map<String, Integer> complete(Map<String, Integer> given) {
            Map<String, Integer> all = new LinkedHashMap<>();
            for (Param p : params) {
                all.put(p.name(), given.getOrDefault(p.name(), p.defaultValue()));
            }
            return all;
        }
    }

    /** What an argument of an operation is. */
    public sealed interface Arg {
        /** A declared object whose kind has this role; its part id is passed. */
        record Obj(String role) implements Arg {}

        /** A variable of this type; its value is passed. If it is the type's null, the operation is skipped. */
        record Var(VarType type) implements Arg {}

        /** A number in a range, passed as it is. */
        record Num(String name, int min, int max) implements Arg {}

        /** An allocation mask, {@code GFP_NOIO|__GFP_NORETRY}; its bits are passed. */
        record Mask() implements Arg {}

        /** Another task, declared before this one; its id is passed. */
        record Peer() implements Arg {}

        /** One of some words; its index is passed. */
        record Word(List<String> words) implements Arg {}
    }

    /**
     * The type of a variable.
     *
     * @param nullValue the value with which operations on it are skipped
     */
    public record VarType(String name, long nullValue) {}

    /** Enters an operation's frame. */
    public interface OperationFactory {
        /** @param args one number for each argument, as {@link Arg} says */
        Frame<?> enter(dev.gfpfuzz.step.World w, long[] args);
    }

    /**
     * An operation.
     *
     * @param verb the word in programs
     * @param function the C function
     * @param result the type of its result, or null if it has none
     * @param consumes index of the argument whose variable is null afterwards, or -1
     */
    public record OperationKind(
            String verb,
            String function,
            String about,
            List<Arg> args,
            @org.jspecify.annotations.Nullable VarType result,
            int consumes,
            OperationFactory factory) {
        public OperationKind {
            args = List.copyOf(args);
        }
    }

    /** Adds a model's words. */
    public Vocabulary add(Words words) {
        for (ObjectKind k : words.objects()) {
            if (objects.put(k.word(), k) != null) {
                throw new IllegalArgumentException("Two kinds of object are called " + k.word());
            }
        }
        for (OperationKind k : words.operations()) {
            if (operations.put(k.verb(), k) != null) {
                throw new IllegalArgumentException("Two operations are called " + k.verb());
            }
        }
        return this;
    }

    /** The kind of object that a word declares, or null. */
    public ObjectKind object(String word) {
        return objects.get(word);
    }

    /** The operation of a verb, or null. */
    public OperationKind operation(String verb) {
        return operations.get(verb);
    }

    public List<ObjectKind> objects() {
        return new ArrayList<>(objects.values());
    }

    public List<OperationKind> operations() {
        return new ArrayList<>(operations.values());
    }
}
