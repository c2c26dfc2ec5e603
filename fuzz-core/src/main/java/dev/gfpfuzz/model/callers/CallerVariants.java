package dev.gfpfuzz.model.callers;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.kernel.Slot;
import java.util.List;
import java.util.function.UnaryOperator;

/** How a profile changes the call sites of a catalogue: what their fixes did to the last allocation's mask. */
public final class CallerVariants {
    public static final Slot<UnaryOperator<Chain>> LAST_ALLOCATION = new Slot<UnaryOperator<Chain>>(
                    "call_site_last_allocation", "the catalogue of call sites")
            .variant("as-catalogued", "as the catalogue says", c -> c)
            .variant("without-noretry", "the last allocation lacks __GFP_NORETRY", c -> c.withLastMask(Gfp.NORETRY, 0))
            .variant(
                    "retry-mayfail",
                    "the last allocation has __GFP_RETRY_MAYFAIL instead of __GFP_NORETRY",
                    c -> c.withLastMask(Gfp.NORETRY, Gfp.RETRY_MAYFAIL))
            .variant(
                    "keeps-noretry",
                    "mutant: the last allocation has __GFP_NORETRY",
                    c -> c.withLastMask(0, Gfp.NORETRY))
            .variant(
                    "may-sleep",
                    "the last allocation drops the lock and may sleep",
                    c -> c.withLastMask(0, Gfp.DIRECT_RECLAIM).withLastUnlocked())
            .variant("atomic", "the last allocation may not sleep", c -> c.withLastMask(Gfp.DIRECT_RECLAIM, 0))
            .variant("then-vmalloc", "a vmalloc without __GFP_NORETRY follows the last allocation", Chain::withVmalloc)
            .variant(
                    "unlock-and-sleep",
                    "the last allocation drops the lock, lacks __GFP_NORETRY and may sleep",
                    c -> c.withLastMask(Gfp.NORETRY, Gfp.GFP_KERNEL).withLastUnlocked());

    /** Every slot of call sites. */
    public static final List<Slot<?>> SLOTS = List.of(LAST_ALLOCATION);

    private CallerVariants() {}
}
