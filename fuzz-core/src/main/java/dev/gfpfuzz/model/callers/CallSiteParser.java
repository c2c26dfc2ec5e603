package dev.gfpfuzz.model.callers;

import dev.gfpfuzz.kernel.Gfp;
import dev.gfpfuzz.text.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a catalogue of call sites. One block a site; lines that start with {@code #} and empty lines do not count:
 *
 * <pre>
 * site 39 kernel/bpf/syscall.c bpf_map_area_alloc
 *   policy VMALLOC_KEEP
 *   need required                      (required, optional, refusable)
 *   chain [NAME] [when CONDITION]
 *     holds spin NAME                  (optional: a lock around the attempts; mutex or spin)
 *     try buddy 3 GFP_USER|__GFP_NOWARN|__GFP_NORETRY
 *     try vmalloc 3 GFP_KERNEL|__GFP_NOWARN|__GFP_NORETRY
 *     else error to the bpf() system call
 *   email BUG avoids the OOM killer, no fallback
 *   email-need required                (if the e-mail presumes another need)
 *   email-chain                        (if it describes other attempts)
 *   note free text
 *   fate free text
 * </pre>
 *
 * <p>{@code try SOURCE [ORDER MASK] [unlocked] [then TERMINAL]}: buddy, vmalloc (2^ORDER single pages), charge (one page of a
 * cgroup's limit: order 0), cache, reserve, local, shrink; unlocked: the lock is dropped around this attempt. {@code else TERMINAL [seen TERMINAL] [WHO]}: what the function returns when all attempts failed, what that is
 * for the user-visible caller, and who that is. Masks are names joined by {@code |}; {@code -__GFP_X} clears a bit.
 */
public final class CallSiteParser {
    private final String source;
    private final List<String> lines;
    private final List<CallSite> sites = new ArrayList<>();
    private int at;

    private CallSiteParser(String text, String source) {
        this.source = source;
        this.lines = text.lines().toList();
    }

    /**
     * @param text the catalogue
     * @param source how errors name it, usually the file's name
     * @throws CallSiteException on the first mistake, with its line
     */
    public static List<CallSite> parse(String text, String source) {
        return new CallSiteParser(text, source).all();
    }

    private List<CallSite> all() {
        String[] words = next();
        while (words != null) {
            if (!words[0].equals("site")) {
                throw error("Found '" + words[0] + "' where a site starts; accepted is 'site NUMBER PATH FUNCTION'");
            }
            words = site(words);
        }
        if (sites.isEmpty()) {
            throw error("No site is listed; a catalogue has at least one 'site NUMBER PATH FUNCTION'");
        }
        return List.copyOf(sites);
    }

    /** What has been read of a site. */
    private static final class Draft {
        String policy = "";
        CallSite.@Nullable Need need;
        final List<Chain> chains = new ArrayList<>();
        Verdict verdict = Verdict.UNCLEAR;
        String words = "";
        CallSite.@Nullable Need emailNeed;
        final List<Chain> emailChains = new ArrayList<>();
        String note = "";
        String fate = "";
    }

    private String @Nullable [] site(String[] head) {
        if (head.length < 4) {
            throw error("A site needs a number, a path and a function; accepted is 'site NUMBER PATH FUNCTION'");
        }
        if (!head[1].matches("\\+?[1-9][0-9]*")) {
            throw error("Site number '" + head[1] + "' is not accepted; write 1, 2, ... or +1, +2, ... for sites that"
                    + " the e-mail omits");
        }
        for (CallSite s : sites) {
            if (s.n().equals(head[1])) {
                throw error("Site " + head[1] + " is listed twice");
            }
        }
        int start = at;
        Draft d = new Draft();
        String[] words = next();
        while (words != null && !words[0].equals("site")) {
            words = line(d, words);
        }
        sites.add(finish(head, d, start));
        return words;
    }

    private CallSite finish(String[] head, Draft d, int start) {
        if (d.need == null) {
            throw errorAt(
                    start, "Site " + head[1] + " has no line 'need required', 'need optional' or 'need refusable'");
        }
        if (d.chains.isEmpty()) {
            throw errorAt(
                    start, "Site " + head[1] + " has no chain; write 'chain', its 'try' lines and one 'else' line");
        }
        CallSite.Email email = new CallSite.Email(
                d.verdict,
                d.words,
                d.emailNeed == null ? d.need : d.emailNeed,
                d.emailChains.isEmpty() ? d.chains : d.emailChains);
        return new CallSite(head[1], head[2], rest(head, 3), d.policy, d.need, d.chains, email, d.note, d.fate);
    }

    /** Takes one line of a site; returns the line after it. */
    private String @Nullable [] line(Draft d, String[] words) {
        String rest = rest(words, 1);
        switch (words[0]) {
            case "policy" -> d.policy = rest;
            case "need" -> d.need = need(rest);
            case "email" -> {
                d.verdict = oneOf(Verdict.class, words.length > 1 ? words[1] : "", "verdict");
                d.words = rest(words, 2);
            }
            case "email-need" -> d.emailNeed = need(rest);
            case "note" -> d.note = rest;
            case "fate" -> d.fate = rest;
            case "chain" -> {
                return chain(d.chains, rest);
            }
            case "email-chain" -> {
                return chain(d.emailChains, rest);
            }
            default ->
                throw error("Found '" + words[0] + "'; a site accepts policy, need, chain, email,"
                        + " email-need, email-chain, note, fate");
        }
        return next();
    }

    private String @Nullable [] chain(List<Chain> into, String title) {
        int when = title.startsWith("when ") ? 0 : title.indexOf(" when ");
        String name = when < 0 ? title : title.substring(0, when).strip();
        String condition =
                when < 0 ? "" : title.substring(title.indexOf("when ") + 5).strip();
        List<Attempt> attempts = new ArrayList<>();
        String[] words = next();
        Chain.Holds lock = Chain.Holds.NOTHING;
        if (words != null && words[0].equals("holds")) {
            lock = holds(words);
            words = next();
        }
        while (words != null && words[0].equals("try")) {
            attempts.add(attempt(words, lock));
            words = next();
        }
        if (words == null || !words[0].equals("else")) {
            throw error("A chain ends with 'else TERMINAL [seen TERMINAL] [WHO]'"
                    + (words == null ? "; the file ends instead" : "; found '" + words[0] + "'"));
        }
        if (attempts.isEmpty()) {
            throw error("A chain needs at least one 'try SOURCE [ORDER MASK]' before its 'else'");
        }
        Terminal exhausted = oneOf(Terminal.class, words.length > 1 ? words[1] : "", "terminal");
        boolean seen = words.length > 3 && words[2].equals("seen");
        Terminal visible = seen ? oneOf(Terminal.class, words[3], "terminal") : exhausted;
        into.add(new Chain(name, condition, lock, attempts, exhausted, visible, rest(words, seen ? 4 : 2)));
        return next();
    }

    private Chain.Holds holds(String[] words) {
        Chain.Holds.Kind kind = oneOf(Chain.Holds.Kind.class, words.length > 1 ? words[1] : "", "kind of lock");
        if (kind == Chain.Holds.Kind.NONE || words.length != 3) {
            throw error("A lock is written 'holds mutex NAME' or 'holds spin NAME'");
        }
        return new Chain.Holds(kind, words[2]);
    }

    private Attempt attempt(String[] words, Chain.Holds lock) {
        Attempt.Source s = oneOf(Attempt.Source.class, words.length > 1 ? words[1] : "", "source");
        int i = 2;
        int order = 0;
        int gfp = 0;
        if (new Attempt(s, gfp, order).allocates()) {
            if (words.length < 4) {
                throw error("'try " + words[1]
                        + "' needs an order and a mask, as in 'try buddy 2 GFP_KERNEL|__GFP_NORETRY'");
            }
            order = order(words[i++], orderMax(s));
            gfp = mask(words[i++]);
        }
        Attempt.LockUse use = Attempt.LockUse.KEPT;
        if (i < words.length && words[i].equals("unlocked")) {
            if (lock.kind() == Chain.Holds.Kind.NONE) {
                throw error("'unlocked' needs a lock to drop; write 'holds mutex NAME' or 'holds spin NAME' before");
            }
            use = Attempt.LockUse.DROPPED;
            i++;
        }
        Terminal then = Terminal.OK;
        if (i < words.length) {
            if (!words[i].equals("then") || i + 2 != words.length) {
                throw error(
                        "Found '" + rest(words, i) + "' after an attempt; accepted is '[unlocked] [then TERMINAL]'");
            }
            then = oneOf(Terminal.class, words[i + 1], "terminal");
        }
        return new Attempt(s, gfp, order, use, then);
    }

    private static int orderMax(Attempt.Source s) {
        return switch (s) {
            case CHARGE -> 0;
            case VMALLOC -> 4;
            default -> 10;
        };
    }

    private int order(String text, int max) {
        if (!text.matches("[0-9]{1,2}") || Integer.parseInt(text) > max) {
            throw error("Order '" + text + "' is not accepted; 0 to " + max + " is");
        }
        return Integer.parseInt(text);
    }

    private int mask(String text) {
        int gfp = 0;
        for (String name : text.split("\\|", -1)) {
            boolean clears = name.startsWith("-");
            int bits = Gfp.named(clears ? name.substring(1) : name);
            if (bits < 0 && name.endsWith("__GFP_RECLAIM")) {
                bits = Gfp.RECLAIM;
            }
            if (bits < 0) {
                throw unknown("flag", clears ? name.substring(1) : name, new TreeSet<>(Gfp.knownNames()));
            }
            gfp = clears ? gfp & ~bits : gfp | bits;
        }
        return gfp;
    }

    private CallSite.Need need(String text) {
        return oneOf(CallSite.Need.class, text, "need");
    }

    private <E extends Enum<E>> E oneOf(Class<E> type, String word, String what) {
        for (E e : type.getEnumConstants()) {
            if (e.name().equalsIgnoreCase(word)) {
                return e;
            }
        }
        throw unknown(
                what,
                word,
                Arrays.stream(type.getEnumConstants())
                        .map(e -> e.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private CallSiteException unknown(String what, String name, Collection<String> known) {
        return new CallSiteException(source + ":" + at + ": " + NearestName.unknown(what, name, known));
    }

    /** The words of the next line that counts, or null at the end. */
    private String @Nullable [] next() {
        while (at < lines.size()) {
            String line = lines.get(at++).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                return line.split("\\s+");
            }
        }
        return null;
    }

    private static String rest(String[] words, int from) {
        return from >= words.length ? "" : String.join(" ", Arrays.copyOfRange(words, from, words.length));
    }

    private CallSiteException error(String sentence) {
        return errorAt(at, sentence);
    }

    private CallSiteException errorAt(int line, String sentence) {
        return new CallSiteException(source + ":" + line + ": " + sentence + ".");
    }
}
