package dev.gfpfuzz.triage;

import dev.gfpfuzz.model.callers.CallSite;
import dev.gfpfuzz.model.callers.LastMask;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Edits;
import dev.gfpfuzz.scenario.Origin;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.scenario.Vocabulary;
import java.util.List;

/**
 * The kinds of memory pressure under which call sites run: the built-in scenarios whose names start with {@code
 * pressure-}. Each declares one {@code caller} object, and its parameters say which site and chain it is.
 */
public final class Pressures {
    private static final String PREFIX = "pressure-";

    private final List<CallSite> sites;
    private final Vocabulary vocabulary;
    private final List<Scenario> scenarios;

    /** @param sites the catalogue whose sites will run */
    public Pressures(List<CallSite> sites) {
        this.sites = List.copyOf(sites);
        this.vocabulary = Vocabulary.withSites(this.sites);
        this.scenarios = Scenarios.all().stream()
                .filter(s -> s.name().startsWith(PREFIX))
                .toList();
    }

    /**
     * A site under a pressure.
     *
     * @param caller name of the caller object
     */
    public record Run(Case what, String caller) {
        /** The same without the chain's lock. */
        Run withoutLock() {
            int object = 0;
            while (!what.scenario().objects().get(object).name().equals(caller)) {
                object++;
            }
            return new Run(what.with(what.edits().withParameter(object, "lock", 0)), caller);
        }

        /** The same with another parameter of the memory. */
        Run withMemory(String parameter, int value) {
            return new Run(what.with(what.edits().withParameter(0, parameter, value)), caller);
        }

        /** The same with kernel task flags for the task that calls the site. */
        Run withTaskFlags(String... flags) {
            Scenario s = what.scenario();
            List<Scenario.TaskDecl> tasks = s.tasks().stream()
                    .map(t -> t.name().equals("caller")
                            ? new Scenario.TaskDecl(t.name(), List.of(flags), t.program())
                            : t)
                    .toList();
            Scenario flagged = new Scenario(s.name(), s.why(), List.of(), s.objects(), tasks);
            return new Run(Case.own(flagged, what.profile()), caller);
        }
    }

    public int count() {
        return scenarios.size();
    }

    /** The pressure's name without its prefix. */
    public String name(int pressure) {
        return scenarios.get(pressure).name().substring(PREFIX.length());
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    int indexOf(CallSite site) {
        return sites.indexOf(site);
    }

    /**
     * A chain of a site under a pressure.
     *
     * @param last the last allocation's mask
     */
    Run of(int pressure, CallSite site, int chain, View view, LastMask last, Profile profile) {
        Scenario s = scenarios.get(pressure);
        int object = 0;
        while (!s.objects().get(object).kind().equals("caller")) {
            object++;
        }
        Edits edits = Edits.NONE
                .withParameter(object, "site", indexOf(site) + 1)
                .withParameter(object, "chain", chain + 1)
                .withParameter(object, "email", view == View.EMAIL ? 1 : 0)
                .withParameter(object, "noretry", last.ordinal());
        return new Run(
                new Case(new Origin.BuiltIn(s.name()), edits, profile),
                s.objects().get(object).name());
    }
}
