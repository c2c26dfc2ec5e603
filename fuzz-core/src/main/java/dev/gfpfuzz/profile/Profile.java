package dev.gfpfuzz.profile;

import dev.gfpfuzz.api.PublicApi;
import dev.gfpfuzz.kernel.Slot;
import java.util.Map;
import java.util.TreeMap;

/**
 * A row of variants.
 *
 * @param name as users write it: {@code v4_17}
 * @param about one line: which kernel, which commit
 * @param variants the rows's departures from the slots' defaults: function name to variant name, sorted
 */
@PublicApi
public record Profile(String name, String about, Map<String, String> variants) implements Slot.Row {
    public Profile {
        variants = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(variants));
    }

    @Override
    public <T> T of(Slot<T> slot) {
        return variantOf(slot).value();
    }

    /** The variant that this profile uses for a function. */
    public <T> Slot.Variant<T> variantOf(Slot<T> slot) {
        String wanted = variants.get(slot.function());
        Slot.Variant<T> found = wanted == null ? slot.first() : slot.named(wanted);
        if (found == null) {
            throw new IllegalStateException(
                    "Profile " + name + " names '" + slot.function() + " = " + wanted + "', which no model has");
        }
        return found;
    }

    /** The same row with other variants for some functions, under another name. */
    public Profile with(String newName, String newAbout, Map<String, String> changes) {
        Map<String, String> merged = new TreeMap<>(variants);
        merged.putAll(changes);
        return new Profile(newName, newAbout, merged);
    }

    /** The same row, under its name, with other variants for some functions. */
    Profile and(Map<String, String> changes) {
        return with(name, about, changes);
    }
}
