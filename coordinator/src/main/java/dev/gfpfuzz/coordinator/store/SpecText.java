package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.Budget;
import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.workers.shard.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A campaign's spec as text, as the store keeps it:
 *
 * <pre>
 * gfpfuzz campaign 1
 * strategy portfolio
 * seed 42
 * schedules 2000000
 * shard-size 20000
 * target built-in two-readers 0 v4_17
 * | scenario two-readers
 * | ...
 * </pre>
 *
 * {@code seconds} in place of {@code schedules} for a time. A target is written as kind, scenario, seed, profile; the
 * scenario's text follows with {@code |} in front, a user's profile with {@code :}.
 */
final class SpecText {
    private static final String HEADER = "gfpfuzz campaign 1";

    private SpecText() {}

    static String print(CampaignSpec spec) {
        StringBuilder out = new StringBuilder(HEADER).append('\n');
        out.append("strategy ").append(spec.strategy()).append('\n');
        out.append("seed ").append(spec.seed()).append('\n');
        if (spec.budget() instanceof Budget.Schedules b) {
            out.append("schedules ").append(b.schedules()).append('\n');
        } else if (spec.budget() instanceof Budget.Seconds b) {
            out.append("seconds ").append(b.seconds()).append('\n');
        }
        out.append("shard-size ").append(spec.shardSize()).append('\n');
        for (Target t : spec.targets()) {
            out.append("target ")
                    .append(t.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .append(' ')
                    .append(t.scenario())
                    .append(' ')
                    .append(t.seed())
                    .append(' ')
                    .append(t.profile())
                    .append('\n');
            block(out, '|', t.scenarioText());
            block(out, ':', t.profileText());
        }
        return out.toString();
    }

    private static void block(StringBuilder out, char mark, String text) {
        text.lines().forEach(line -> out.append(mark).append(' ').append(line).append('\n'));
    }

    static CampaignSpec parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 6 || !lines.get(0).equals(HEADER)) {
            throw new CampaignException("The campaign's spec starts with '" + (lines.isEmpty() ? "" : lines.get(0))
                    + "'; this version reads '" + HEADER + "'");
        }
        String[] budget = lines.get(3).split(" ", 2);
        long amount = Long.parseLong(budget[1]);
        List<Target> targets = new ArrayList<>();
        for (int i = 5; i < lines.size(); ) {
            String[] w = lines.get(i++).split(" ", -1);
            StringBuilder scenario = new StringBuilder();
            StringBuilder profile = new StringBuilder();
            i = unblock(lines, i, '|', scenario);
            i = unblock(lines, i, ':', profile);
            Target.Kind kind = Target.Kind.valueOf(w[1].toUpperCase(Locale.ROOT).replace('-', '_'));
            targets.add(new Target(kind, w[2], scenario.toString(), Long.parseLong(w[3]), w[4], profile.toString()));
        }
        return new CampaignSpec(
                targets,
                value(lines.get(1)),
                Long.parseLong(value(lines.get(2))),
                budget[0].equals("seconds") ? new Budget.Seconds(amount) : new Budget.Schedules(amount),
                Integer.parseInt(value(lines.get(4))));
    }

    private static String value(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }

    private static int unblock(List<String> lines, int from, char mark, StringBuilder out) {
        int i = from;
        while (i < lines.size() && lines.get(i).charAt(0) == mark) {
            out.append(lines.get(i++).substring(2)).append('\n');
        }
        return i;
    }
}
