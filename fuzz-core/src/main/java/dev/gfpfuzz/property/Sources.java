package dev.gfpfuzz.property;

import dev.gfpfuzz.profile.Profile;
import dev.gfpfuzz.profile.Profiles;
import dev.gfpfuzz.scenario.Case;
import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.ScenarioParser;
import dev.gfpfuzz.scenario.Scenarios;
import dev.gfpfuzz.text.BadInputException;

/** From what users write to what is run. */
final class Sources {
    private Sources() {}

    /** @throws BadInputException if not exactly one of scenario, text, model and generated is given, or a name is unknown */
    static RunFamily of(Scheduled s) {
        boolean byName = !s.scenario().isEmpty();
        boolean byText = !s.text().isEmpty();
        boolean byModel = s.model() != Model.class;
        boolean generated = s.generated().length == 1;
        int given = (byName ? 1 : 0) + (byText ? 1 : 0) + (byModel ? 1 : 0) + (generated ? 1 : 0);
        if (given != 1) {
            throw new BadInputException("@Scheduled names " + given
                    + " things to run; it takes exactly one of scenario, text, model and generated.");
        }
        if (byModel) {
            return new RunFamily.Single(new ModelSource(s.model()));
        }
        Profile profile = profile(s.profile());
        if (generated) {
            return new RunFamily.Generated(s.generated()[0], profile);
        }
        return new RunFamily.Single(
                byName ? builtIn(s.scenario(), profile) : own(ScenarioParser.parse(s.text(), "text"), profile));
    }

    static RunSource builtIn(String name, Profile profile) {
        Scenarios.named(name);
        return new CaseSource(Case.builtIn(name, profile));
    }

    static RunSource own(Scenario scenario, Profile profile) {
        return new CaseSource(Case.own(scenario, profile));
    }

    static Profile profile(String name) {
        Profile p = Profiles.named(name);
        if (p == null) {
            throw BadInputException.unknown(
                    "profile", name, Profiles.all().stream().map(Profile::name).toList());
        }
        return p;
    }
}
