package dev.gfpfuzz.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A kernel function of which several variants exist. A profile is a row that names one variant per slot; there is never
 * a version test inside a function.
 *
 * @param <T> what a variant is: usually a factory of frames
 */
public final class Slot<T> {
    private final String function;
    private final String file;
    private final Map<String, Variant<T>> variants = new LinkedHashMap<>();

    /**
     * A variant of a function.
     *
     * @param name as profiles write it
     * @param about one line: what it does and where it comes from (file's tag or commit)
     */
    public record Variant<T>(String name, String about, T value) {}

    /** A profile's row as its models see it: one value for every slot. */
    public interface Row {
        <U> U of(Slot<U> slot);
    }

    /**
     * @param function the C function's name, as profile files write it
     * @param file the C file
     */
    public Slot(String function, String file) {
        this.function = function;
        this.file = file;
    }

    /** Adds a variant while the model's class is initialised; the first one added is the default (v4.17's). */
    public Slot<T> variant(String name, String about, T value) {
        if (variants.put(name, new Variant<>(name, about, value)) != null) {
            throw new IllegalArgumentException("Slot " + function + " has two variants '" + name + "'");
        }
        return this;
    }

    public String function() {
        return function;
    }

    public String file() {
        return file;
    }

    /** Variants in order of their declaration. */
    public List<Variant<T>> variants() {
        return List.copyOf(variants.values());
    }

    /** The default variant. */
    public Variant<T> first() {
        return variants.values().iterator().next();
    }

    /** The variant of that name, or null. */
    public Variant<T> named(String name) {
        return variants.get(name);
    }

    @Override
    public String toString() {
        return function;
    }
}
