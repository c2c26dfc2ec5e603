package dev.gfpfuzz.scenario;

import dev.gfpfuzz.model.block.LoopWorker;
import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.model.fs.Filesystem;
import dev.gfpfuzz.model.pagealloc.PageAllocator;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.step.Frame;
import dev.gfpfuzz.step.Part;
import dev.gfpfuzz.step.WorldBuilder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * The words of scenarios: kinds of objects with their parameters, and operations with their arguments. Parser, printer,
 * generator and documentation all work from these tables; each model adds its own with one class {@code ...Words}.
 *
 * <p>A chapter, a model's words, is opened when one of its words is first asked for: most scenarios need one or two, and
 * the models behind the others take longer to load than a unit test's own run. Threads may share a vocabulary.
 */
public final class Vocabulary {
    private static final Vocabulary STANDARD = new Vocabulary(CallSites::all);

    private final Supplier<List<CallSite>> sites;
    private final Map<Chapter, Opened> opened = new EnumMap<>(Chapter.class);
    private final ConcurrentNavigableMap<String, ObjectKind> objects = new ConcurrentSkipListMap<>();
    private final ConcurrentNavigableMap<String, OperationKind> operations = new ConcurrentSkipListMap<>();

    private Vocabulary(Supplier<List<CallSite>> sites) {
        this.sites = sites;
    }

    /** The words of the built-in models, with the built-in catalogue of call sites. */
    public static Vocabulary standard() {
        return STANDARD;
    }

    /** The words of the built-in models, with another catalogue of call sites. */
    public static Vocabulary withSites(List<CallSite> sites) {
        return new Vocabulary(() -> sites);
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

        /** Part id of the first filesystem declared so far, or {@link LoopWorker#NO_FILESYSTEM}. */
        int filesystem() {
            for (Part p : placed.values()) {
                if (p instanceof Filesystem f) {
                    return f.id();
                }
            }
            return LoopWorker.NO_FILESYSTEM;
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

        /**
         * A number in a range, passed as it is.
         *
         * @param arbitrary whether the operation means no more by it than which of an object's things it is about: nothing depends on it
         *     but whether it equals another number of that name that is used with the same object
         */
        record Num(String name, int min, int max, boolean arbitrary) implements Arg {
            /** One that counts or measures. */
            public Num(String name, int min, int max) {
                this(name, min, max, false);
            }
        }

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
     * @param name what tells it from others
     * @param nullValue the value with which operations on it are skipped
     * @param ofItems whether the values are numbers of items ({@link Part#items}) of the object that an operation names first
     */
    public record VarType(String name, long nullValue, boolean ofItems) {
        /** Of values that are no such numbers. */
        public VarType(String name, long nullValue) {
            this(name, nullValue, false);
        }

        boolean is(VarType other) {
            return name.equals(other.name);
        }
    }

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

    private record Opened(List<ObjectKind> objects, List<OperationKind> operations) {}

    /** Reads a chapter's words, unless that was done before. */
    private synchronized Opened open(Chapter chapter) {
        Opened before = opened.get(chapter);
        if (before != null) {
            return before;
        }
        Words words = chapter.words(sites);
        Opened now = new Opened(words.objects(), words.operations());
        List<String> kinds = new ArrayList<>();
        for (ObjectKind k : now.objects()) {
            kinds.add(k.word());
            if (objects.put(k.word(), k) != null) {
                throw new IllegalStateException("Two kinds of object are called " + k.word());
            }
        }
        if (!kinds.equals(chapter.kinds())) {
            throw new IllegalStateException("Chapter " + chapter + " announces the objects " + chapter.kinds()
                    + " and has " + kinds + "; they must be the same, in this order.");
        }
        for (OperationKind k : now.operations()) {
            if (operations.put(k.verb(), k) != null) {
                throw new IllegalStateException("Two operations are called " + k.verb());
            }
        }
        opened.put(chapter, now);
        return now;
    }

    /** The kind of object that a word declares, or null. */
    public ObjectKind object(String word) {
        if (!objects.containsKey(word)) {
            for (Chapter c : Chapter.values()) {
                if (c.kinds().contains(word)) {
                    open(c);
                }
            }
        }
        return objects.get(word);
    }

    /**
     * The operation of a verb, or null. It is nearly always about an object declared before, whose chapter is open; the
     * others are looked through in their order.
     */
    public OperationKind operation(String verb) {
        Chapter[] chapters = Chapter.values();
        for (int i = 0; i < chapters.length && !operations.containsKey(verb); i++) {
            open(chapters[i]);
        }
        return operations.get(verb);
    }

    /** Every kind of object, chapter by chapter. */
    public List<ObjectKind> objects() {
        List<ObjectKind> all = new ArrayList<>();
        for (Chapter c : Chapter.values()) {
            all.addAll(open(c).objects());
        }
        return all;
    }

    /** Every operation, chapter by chapter. */
    public List<OperationKind> operations() {
        List<OperationKind> all = new ArrayList<>();
        for (Chapter c : Chapter.values()) {
            all.addAll(open(c).operations());
        }
        return all;
    }
}
