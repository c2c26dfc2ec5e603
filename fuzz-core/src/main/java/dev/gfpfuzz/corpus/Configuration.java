package dev.gfpfuzz.corpus;

import dev.gfpfuzz.scenario.Scenario;
import dev.gfpfuzz.scenario.Scenario.ObjectDecl;
import dev.gfpfuzz.scenario.Vocabulary;
import java.util.Map;

/**
 * How large a scenario is, in what historic bugs are told by.
 *
 * @param tasks tasks, daemons not counted
 * @param pages pages that can be allocated or reclaimed: those of {@code memory}; of a {@code zone} those that neither the
 *     kernel uses nor the min watermark keeps
 */
public record Configuration(int tasks, int pages) {
    /** A scenario's. */
    public static Configuration of(Scenario s) {
        int pages = 0;
        for (ObjectDecl o : s.objects()) {
            Map<String, Integer> p = Vocabulary.standard().object(o.kind()).complete(o.params());
            pages += switch (o.kind()) {
                case "memory" -> p.get("pages");
                case "zone" -> Math.max(0, p.get("pages") - p.get("used") - p.get("min"));
                default -> 0;
            };
        }
        return new Configuration(s.tasks().size(), pages);
    }

    /** Whether neither tasks nor pages are more. */
    public boolean within(Configuration other) {
        return tasks <= other.tasks && pages <= other.pages;
    }
}
