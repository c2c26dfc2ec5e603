package dev.gfpfuzz.kernel;

import dev.gfpfuzz.api.PublicApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Allocation masks: {@code include/linux/gfp.h, v4.17}. Bits are our own numbering, except that the relations on which
 * code depends hold ({@code __GFP_RECLAIM} = direct + kswapd). Flags without an effect on success or failure
 * (COMP, ZERO, NOLOCKDEP) are kept so that masks can be written as in the source.
 */
@PublicApi
public final class Gfp {
    public static final int HIGH = 1;
    public static final int ATOMIC_BIT = 1 << 1;
    public static final int IO = 1 << 2;
    public static final int FS = 1 << 3;
    public static final int DIRECT_RECLAIM = 1 << 4;
    public static final int KSWAPD_RECLAIM = 1 << 5;
    public static final int NORETRY = 1 << 6;
    public static final int RETRY_MAYFAIL = 1 << 7;
    public static final int NOFAIL = 1 << 8;
    public static final int NOMEMALLOC = 1 << 9;
    public static final int MEMALLOC = 1 << 10;
    public static final int NOWARN = 1 << 11;
    public static final int THISNODE = 1 << 12;
    public static final int HARDWALL = 1 << 13;
    public static final int MOVABLE = 1 << 14;
    public static final int RECLAIMABLE = 1 << 15;
    public static final int DMA = 1 << 16;
    public static final int DMA32 = 1 << 17;
    public static final int HIGHMEM = 1 << 18;
    public static final int WRITE = 1 << 19;
    public static final int ACCOUNT = 1 << 20;
    public static final int COMP = 1 << 21;
    public static final int ZERO = 1 << 22;
    public static final int NOLOCKDEP = 1 << 23;

    public static final int RECLAIM = DIRECT_RECLAIM | KSWAPD_RECLAIM;
    public static final int GFP_ATOMIC = HIGH | ATOMIC_BIT | KSWAPD_RECLAIM;
    public static final int GFP_NOWAIT = KSWAPD_RECLAIM;
    public static final int GFP_NOIO = RECLAIM;
    public static final int GFP_NOFS = RECLAIM | IO;
    public static final int GFP_KERNEL = RECLAIM | IO | FS;
    public static final int GFP_USER = GFP_KERNEL | HARDWALL;
    public static final int GFP_HIGHUSER = GFP_USER | HIGHMEM;
    public static final int GFP_HIGHUSER_MOVABLE = GFP_HIGHUSER | MOVABLE;
    public static final int GFP_TRANSHUGE_LIGHT = (GFP_HIGHUSER_MOVABLE | COMP | NOMEMALLOC | NOWARN) & ~RECLAIM;
    public static final int GFP_TRANSHUGE = GFP_TRANSHUGE_LIGHT | DIRECT_RECLAIM;

    /** Orders above this are "costly"; order 3 itself is still small. */
    public static final int PAGE_ALLOC_COSTLY_ORDER = 3;

    private static final Map<String, Integer> NAMES = names();

    private Gfp() {}

    public static boolean has(int gfp, int bits) {
        return (gfp & bits) == bits;
    }

    /** Whether the request may sleep: {@code gfpflags_allow_blocking}. */
    public static boolean allowsBlocking(int gfp) {
        return (gfp & DIRECT_RECLAIM) != 0;
    }

    /** The names that scenario files may use: composites ({@code GFP_NOIO}) and bits ({@code __GFP_NORETRY}). */
    public static List<String> knownNames() {
        return List.copyOf(NAMES.keySet());
    }

    /** The bits of one name, or -1. */
    public static int named(String name) {
        return NAMES.getOrDefault(name, -1);
    }

    /**
     * The bits of {@code GFP_NOIO|__GFP_NORETRY}.
     *
     * @throws IllegalArgumentException if a name is unknown; the message is the name
     */
    public static int parse(String text) {
        int gfp = 0;
        for (String name : text.split("\\|", -1)) {
            int bits = named(name);
            if (bits < 0) {
                throw new IllegalArgumentException(name);
            }
            gfp |= bits;
        }
        return gfp;
    }

    /** The mask as a kernel developer would write it, the largest composite first. */
    public static String toString(int gfp) {
        List<String> words = new ArrayList<>();
        int rest = gfp;
        for (Map.Entry<String, Integer> e : NAMES.entrySet()) {
            int bits = e.getValue();
            if ((gfp & bits) == bits && (rest & bits) != 0 && (e.getKey().startsWith("__") || words.isEmpty())) {
                words.add(e.getKey());
                rest &= ~bits;
            }
        }
        return words.isEmpty() ? "0" : String.join("|", words);
    }

    private static Map<String, Integer> names() {
        Map<String, Integer> m = new LinkedHashMap<>();
        m.put("GFP_TRANSHUGE", GFP_TRANSHUGE);
        m.put("GFP_TRANSHUGE_LIGHT", GFP_TRANSHUGE_LIGHT);
        m.put("GFP_HIGHUSER_MOVABLE", GFP_HIGHUSER_MOVABLE);
        m.put("GFP_HIGHUSER", GFP_HIGHUSER);
        m.put("GFP_USER", GFP_USER);
        m.put("GFP_KERNEL", GFP_KERNEL);
        m.put("GFP_NOFS", GFP_NOFS);
        m.put("GFP_NOIO", GFP_NOIO);
        m.put("GFP_ATOMIC", GFP_ATOMIC);
        m.put("GFP_NOWAIT", GFP_NOWAIT);
        m.put("__GFP_HIGH", HIGH);
        m.put("__GFP_ATOMIC", ATOMIC_BIT);
        m.put("__GFP_IO", IO);
        m.put("__GFP_FS", FS);
        m.put("__GFP_DIRECT_RECLAIM", DIRECT_RECLAIM);
        m.put("__GFP_KSWAPD_RECLAIM", KSWAPD_RECLAIM);
        m.put("__GFP_NORETRY", NORETRY);
        m.put("__GFP_RETRY_MAYFAIL", RETRY_MAYFAIL);
        m.put("__GFP_NOFAIL", NOFAIL);
        m.put("__GFP_NOMEMALLOC", NOMEMALLOC);
        m.put("__GFP_MEMALLOC", MEMALLOC);
        m.put("__GFP_NOWARN", NOWARN);
        m.put("__GFP_THISNODE", THISNODE);
        m.put("__GFP_HARDWALL", HARDWALL);
        m.put("__GFP_MOVABLE", MOVABLE);
        m.put("__GFP_RECLAIMABLE", RECLAIMABLE);
        m.put("__GFP_DMA", DMA);
        m.put("__GFP_DMA32", DMA32);
        m.put("__GFP_HIGHMEM", HIGHMEM);
        m.put("__GFP_WRITE", WRITE);
        m.put("__GFP_ACCOUNT", ACCOUNT);
        m.put("__GFP_COMP", COMP);
        m.put("__GFP_ZERO", ZERO);
        m.put("__GFP_NOLOCKDEP", NOLOCKDEP);
        return m;
    }
}
