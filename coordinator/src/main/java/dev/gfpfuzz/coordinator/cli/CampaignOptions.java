package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.ScenarioGenerator;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.workers.shard.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a new campaign does and where it is kept, the same for whoever works on it. */
final class CampaignOptions {
    private static final String STRATEGY = "portfolio";
    private static final int GENERATED_DEFAULT = 50;
    private static final String BUILT_IN = "what is built in";

    @Parameters(
            arity = "0..*",
            paramLabel = "SCENARIO",
            description = "Built-in scenarios' names or scenario files (default: the tour, or all built-in ones).")
    List<String> scenarios = new ArrayList<>();

    @Option(
            names = "--profile",
            paramLabel = "P|FILE",
            description = "A built-in profile's name, or a profile file (default: v4_17).")
    @Nullable
    String profile;

    @ArgGroup
    @Nullable
    BudgetOptions budget;

    @Option(
            names = "--seed",
            paramLabel = "S",
            converter = Numbers.Seed.class,
            description = "Everything random derives from it (default: 1 for the tour, else a new one).")
    @Nullable
    Long seed;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            defaultValue = STRATEGY,
            description =
                    "Who picks schedules, parameters as pct:depth=3; see list strategies (default: ${DEFAULT-VALUE}).")
    String strategy = STRATEGY;

    @Option(
            names = "--generate",
            arity = "0..1",
            paramLabel = "N",
            fallbackValue = "" + GENERATED_DEFAULT,
            converter = Numbers.Generated.class,
            description = "Also N scenarios generated from the seed (default when no number is given: "
                    + GENERATED_DEFAULT + ").")
    @Nullable
    Long generate;

    @ArgGroup(exclusive = false)
    @Nullable
    PropertyOptions property;

    @Option(
            names = "--campaign",
            paramLabel = "DIR",
            description = "Directory of the campaign, new or empty (default: a new one under ./campaigns).")
    @Nullable
    Path campaign;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = {
                "Keep the campaign in a PostgreSQL database: jdbc:postgresql://HOST/DATABASE?user=NAME; the password",
                "comes from PGPASSWORD or ~/.pgpass (default: a file in the campaign's directory)."
            })
    @Nullable
    String store;

    /** Whether the user has not said what to do. */
    boolean nothingChosen() {
        return scenarios.isEmpty() && profile == null && budget == null && generate == null && property == null;
    }

    /** @throws UserException with a sentence when it makes no campaign */
    CampaignSpec spec(Console console) {
        BudgetOptions spend = budget == null ? new BudgetOptions() : budget;
        String name = Inputs.strategy(strategy(spend)).name();
        long chosen = seed == null ? System.nanoTime() & 0xFFFF_FFFFL : seed;
        List<Target> targets = targets(console, chosen);
        return new CampaignSpec(targets, name, chosen, spend.budget(targets, console.err()));
    }

    private String strategy(BudgetOptions spend) {
        if (spend.advice == null) {
            return strategy;
        }
        if (!strategy.equals(STRATEGY) && !strategy.equals(spend.advice.strategy())) {
            throw new UserException("--confidence is about " + spend.advice.strategy() + " and --strategy asks for "
                    + strategy + "; leave one of them out.");
        }
        return spend.advice.strategy();
    }

    private List<Target> targets(Console console, long chosenSeed) {
        if (property != null) {
            if (!scenarios.isEmpty() || profile != null || generate != null) {
                throw new UserException("--property runs a class's own properties, which name their scenarios and"
                        + " profiles; leave SCENARIO, --profile and --generate out.");
            }
            return property.targets();
        }
        Profile p = profile == null ? Profiles.V4_17 : Inputs.profile(profile);
        ChosenTargets targets = new ChosenTargets(p);
        for (String s : scenarios) {
            Inputs.Named named = Inputs.scenario(s);
            targets.add(named.scenario(), named.builtIn() ? BUILT_IN : "'" + s + "'");
        }
        if (scenarios.isEmpty()) {
            Worth.running().forEach(s -> targets.add(s, BUILT_IN));
            List<String> left = Worth.leftOut();
            if (!left.isEmpty()) {
                console.err()
                        .println("Left out, as they break a contract on purpose: " + String.join(", ", left)
                                + "; name them to run them.");
            }
        }
        if (generate != null) {
            for (long i = 0; i < generate; i++) {
                long each = SplitMix64.seedOf(chosenSeed, i);
                targets.add(ScenarioGenerator.generate(each, ScenarioGenerator.Mode.VALID), "the generator");
            }
        }
        return targets.all();
    }
}
