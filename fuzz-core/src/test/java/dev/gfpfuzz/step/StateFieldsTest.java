package dev.gfpfuzz.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No field of a frame or part is forgotten: each can be copied, hashed, packed and restored. The objects looked at are
 * those that turn up in runs of the built-in scenarios under several profiles; of a class that rests on no stack between two
 * steps, a fresh one.
 */
class StateFieldsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.gfpfuzz");

    /** Fields of parts that are no state, with the reason; a class stands for all its fields. */
    private static final Map<String, String> EXCUSES = Map.ofEntries(
            Map.entry("OracleAllocator.shrinkers", "configuration, complete when the world is built"),
            Map.entry("Zone.shrinkers", "configuration, complete when the world is built"),
            Map.entry("Pgdat.kswapdTask", "configuration, complete when the world is built"),
            Map.entry("Zone.fileOnList", "computed from lru and isolated"),
            Map.entry("Zone.fileIsolated", "computed from isolated"),
            Map.entry("Zone.freeOrders", "computed from nrFree"),
            Map.entry("PageAllocator.releasepageLock", "configuration, complete when the world is built"),
            Map.entry(
                    "LivelockGhost", "remembers states, and would keep a state that comes back from being recognised"));

    private static final Map<String, List<Object>> MET = new TreeMap<>();

    @BeforeAll
    static void meet() {
        MetObjects.collect(MET);
    }

    static Stream<Class<?>> frames() {
        return subclasses(Frame.class);
    }

    static Stream<Class<?>> parts() {
        return subclasses(Part.class);
    }

    private static Stream<Class<?>> subclasses(Class<?> root) {
        return CLASSES.stream()
                .filter(c -> c.isAssignableTo(root) && !c.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::reflect);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void frame_fieldsAreNumbersTruthValuesOrEnums(Class<?> type) {
        for (Field f : fields(type, Frame.class)) {
            assertThat(Modifier.isFinal(f.getModifiers()) || isScalar(f.getType()))
                    .as("%s is neither an int, long, boolean or enum nor final", f)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("parts")
    void part_fieldsAreScalarsArraysOrFinalConfiguration(Class<?> type) {
        for (Field f : fields(type, Part.class)) {
            boolean array =
                    f.getType().isArray() && f.getType().getComponentType().isPrimitive();
            assertThat(Modifier.isFinal(f.getModifiers()) || isScalar(f.getType()) || array || isExcused(f))
                    .as("%s is neither a scalar, nor an array of them, nor final", f)
                    .isTrue();
        }
    }

    private static boolean isExcused(Field f) {
        String type = f.getDeclaringClass().getSimpleName();
        return EXCUSES.containsKey(type) || EXCUSES.containsKey(type + "." + f.getName());
    }

    @Test
    void everyExcuseIsNeeded() {
        List<String> known = parts().flatMap(type -> fields(type, Part.class).stream())
                .flatMap(f -> Stream.of(
                        f.getDeclaringClass().getSimpleName(),
                        f.getDeclaringClass().getSimpleName() + "." + f.getName()))
                .toList();
        assertThat(known).containsAll(EXCUSES.keySet());
    }

    @ParameterizedTest
    @MethodSource("frames")
    void frame_everyFieldIsHashedPackedAndRestored(Class<?> type) throws IllegalAccessException {
        for (Field f : fields(type, Frame.class)) {
            if (!Modifier.isFinal(f.getModifiers())) {
                covered(type, f);
            }
        }
        covered(type, declared(Frame.class, "at"));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void part_everyFieldIsHashedPackedAndRestored(Class<?> type) throws IllegalAccessException {
        for (Field f : fields(type, Part.class)) {
            if (!Modifier.isFinal(f.getModifiers()) && !isExcused(f)) {
                covered(type, f);
                independent(type, f);
            }
        }
    }

    private static void covered(Class<?> type, Field f) throws IllegalAccessException {
        List<Object> objects = MET.computeIfAbsent(type.getName(), name -> List.of(fresh(type)));
        boolean seen = false;
        for (Object met : objects) {
            if (f.getName().equals("at")
                    && ((Frame<?>) met).at.getDeclaringClass().getEnumConstants().length == 1) {
                return;
            }
            Object changed = copy(met);
            if (!change(f, changed)) {
                continue;
            }
            long[] words = pack(changed);
            Object restored = copy(met);
            visit(restored, new Unpacker(words));
            if (hash(changed) != hash(met) && same(f, restored, changed)) {
                assertThat(words).as("packed form, %s changed", f).isNotEqualTo(pack(met));
                assertThat(hash(restored)).isEqualTo(hash(changed));
                seen = true;
            }
        }
        assertThat(seen)
                .as("no object of the %d met shows a change of %s in its hash and packed form", objects.size(), f)
                .isTrue();
    }

    /** An object of a class whose constructor only takes its arguments down. */
    private static Object fresh(Class<?> type) {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Object[] args = Stream.of(constructor.getParameterTypes())
                .map(StateFieldsTest::any)
                .toArray();
        try {
            return constructor.newInstance(args);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("No " + type + " turns up, and none can be made", e);
        }
    }

    private static Object any(Class<?> t) {
        if (t == int.class) {
            return 1;
        }
        if (t == long.class) {
            return 1L;
        }
        return t == boolean.class ? (Object) false : t.isEnum() ? t.getEnumConstants()[0] : null;
    }

    private static void independent(Class<?> type, Field f) throws IllegalAccessException {
        if (f.getType().isArray()) {
            Object met = MET.get(type.getName()).get(0);
            assertThat(f.get(copy(met)))
                    .as("%s is shared between a part and its copy", f)
                    .isNotSameAs(f.get(met));
        }
    }

    // ---- one object

    private static Object copy(Object o) {
        return o instanceof Frame<?> f ? f.copy() : ((Part) o).copy();
    }

    private static void visit(Object o, Fields f) {
        if (o instanceof Frame<?> frame) {
            frame.visit(f);
        } else {
            ((Part) o).fields(f);
        }
    }

    private static long hash(Object o) {
        Hasher h = new Hasher();
        h.reset(0);
        visit(o, h);
        return h.value();
    }

    private static long[] pack(Object o) {
        Packer p = new Packer();
        visit(o, p);
        return p.words();
    }

    private static boolean same(Field f, Object a, Object b) throws IllegalAccessException {
        return f.getType().isArray()
                ? Array.getLong(widened(f.get(a)), 0) == Array.getLong(widened(f.get(b)), 0)
                : f.get(a).equals(f.get(b));
    }

    private static Object widened(Object array) {
        if (array instanceof boolean[] b) {
            return new long[] {b[0] ? 1 : 0};
        }
        return array;
    }

    /** Gives the field, or its array's first element, another value; false if there is none that is sure to be legal. */
    private static boolean change(Field f, Object o) throws IllegalAccessException {
        Class<?> t = f.getType();
        if (t == int.class) {
            int v = f.getInt(o);
            f.setInt(o, v > 0 ? v - 1 : v + 1);
        } else if (t == long.class) {
            long v = f.getLong(o);
            f.setLong(o, v > 0 ? v - 1 : v + 1);
        } else if (t == boolean.class) {
            f.setBoolean(o, !f.getBoolean(o));
        } else if (t.isArray()) {
            Object array = f.get(o);
            if (Array.getLength(array) == 0) {
                return false;
            }
            if (array instanceof boolean[] b) {
                b[0] = !b[0];
            } else {
                long old = Array.getLong(array, 0);
                long v = old > 0 ? old - 1 : old + 1;
                if (array instanceof int[] ints) {
                    ints[0] = (int) v;
                } else {
                    ((long[]) array)[0] = v;
                }
            }
        } else {
            Enum<?> v = (Enum<?>) f.get(o);
            Object[] all = v.getDeclaringClass().getEnumConstants();
            if (all.length == 1) {
                return false;
            }
            f.set(o, all[(v.ordinal() + 1) % all.length]);
        }
        return true;
    }

    // ---- fields of a class

    private static boolean isScalar(Class<?> t) {
        return t == int.class || t == long.class || t == boolean.class || t.isEnum();
    }

    private static List<Field> fields(Class<?> type, Class<?> root) {
        List<Field> all = new ArrayList<>();
        for (Class<?> c = type; c != root; c = c.getSuperclass()) {
            for (Field f : c.getDeclaredFields()) {
                if (!Modifier.isStatic(f.getModifiers()) && !f.isSynthetic()) {
                    f.setAccessible(true);
                    all.add(f);
                }
            }
        }
        return all;
    }

    private static Field declared(Class<?> type, String name) {
        try {
            Field f = type.getDeclaredField(name);
            f.setAccessible(true);
            return f;
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }
}
