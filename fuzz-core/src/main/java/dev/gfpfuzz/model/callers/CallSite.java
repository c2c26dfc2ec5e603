package dev.gfpfuzz.model.callers;

import java.util.List;

/**
 * A place in the kernel that allocates with {@code __GFP_NORETRY}, as the source reads and as the e-mail of 18 June 2018
 * judged it.
 *
 * @param n its number in the e-mail, {@code "1"} to {@code "65"}; {@code "+1"}... for sites that the e-mail omits
 * @param path file in the kernel tree
 * @param function C function
 * @param policy name of the fallback policy, for people
 * @param need whether the caller's operation is lost when the allocation is: read in the source
 * @param chains what the source does; at least one
 * @param email what the e-mail says
 * @param note what is worth knowing, possibly empty
 * @param fate what became of it later, possibly empty
 */
public record CallSite(
        String n,
        String path,
        String function,
        String policy,
        Need need,
        List<Chain> chains,
        Email email,
        String note,
        String fate) {
    public CallSite {
        chains = List.copyOf(chains);
    }

    /** Whether somebody loses something when the operation is not done. */
    public enum Need {
        REQUIRED,
        OPTIONAL,
        /** Refusing is a deliberate answer; the caller decides what to make of it. */
        REFUSABLE
    }

    /**
     * The e-mail's view of a site.
     *
     * @param verdict BUG, OK or UNCLEAR
     * @param words its reason, in our words; empty where it does not list the site
     * @param need as it presumes it
     * @param chains as it describes them; the source's own where it says nothing else
     */
    public record Email(Verdict verdict, String words, Need need, List<Chain> chains) {
        public Email {
            chains = List.copyOf(chains);
        }
    }

    /** Whether the e-mail lists the site. */
    public boolean inEmail() {
        return !email.words().isEmpty();
    }
}
