package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.cli.Documents.Entry;
import dev.gfpfuzz.invariant.Invariants;
import dev.gfpfuzz.model.callers.CallSites;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.search.Strategies;
import dev.gfpfuzz.text.BadInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code list WHAT}: what there is, a line each, the name first. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists what there is, one line each, the name first.",
        footer = {"", "Example:", "  ./gfpfuzz list scenarios"})
final class ListCommand implements Callable<Integer> {
    private static final Map<String, Supplier<List<Entry>>> LISTS = lists();

    private final Console console;

    @Mixin
    Common common;

    @Parameters(paramLabel = "WHAT", description = "scenarios, profiles, invariants, strategies or callers.")
    String what = "";

    ListCommand(Console console) {
        this.console = console;
    }

    private static Map<String, Supplier<List<Entry>>> lists() {
        Map<String, Supplier<List<Entry>>> all = new LinkedHashMap<>();
        all.put(
                "scenarios",
                () -> Scenarios.all().stream()
                        .map(s -> new Entry(s.name(), about(s)))
                        .toList());
        all.put(
                "profiles",
                () -> Profiles.all().stream()
                        .map(p -> new Entry(p.name(), p.about()))
                        .toList());
        all.put(
                "invariants",
                () -> Invariants.all().stream()
                        .map(i -> new Entry(i.name(), i.statement() + (i.reportOnly() ? " (report)" : "")))
                        .toList());
        all.put(
                "strategies",
                () -> Strategies.all().stream()
                        .map(s -> new Entry(s.name(), s.about()))
                        .toList());
        all.put(
                "callers",
                () -> CallSites.all().stream()
                        .map(s -> new Entry(s.n(), s.path() + " " + s.function()))
                        .toList());
        return all;
    }

    private static String about(Scenario s) {
        String prose = String.join(" ", s.why());
        int end = prose.indexOf(". ");
        return end < 0 ? prose : prose.substring(0, end + 1);
    }

    @Override
    public Integer call() {
        Supplier<List<Entry>> list = LISTS.get(what);
        if (list == null) {
            throw BadInputException.unknown("list", what, LISTS.keySet());
        }
        List<Entry> entries = list.get();
        if (common.json) {
            Map<String, List<Entry>> document = new LinkedHashMap<>();
            document.put(what, entries);
            console.out().print(Json.text(document));
            return ExitCode.DONE;
        }
        int width = entries.stream().mapToInt(e -> e.name().length()).max().orElse(0);
        for (Entry e : entries) {
            console.out().println((e.name() + " ".repeat(width + 2 - e.name().length()) + e.about()).stripTrailing());
        }
        return ExitCode.DONE;
    }
}
