package dev.gfpfuzz.workers.property;

import dev.gfpfuzz.property.PropertyChild;
import dev.gfpfuzz.property.child.BlackBox;
import dev.gfpfuzz.property.child.Line;
import dev.gfpfuzz.run.End;
import dev.gfpfuzz.schedule.Schedule;
import dev.gfpfuzz.schedule.SplitMix64;
import dev.gfpfuzz.search.Knowledge;
import dev.gfpfuzz.search.UnseenMass;
import dev.gfpfuzz.workers.shard.PropertyJobs;
import dev.gfpfuzz.workers.shard.RawFinding;
import dev.gfpfuzz.workers.shard.ShardResult;
import dev.gfpfuzz.workers.shard.ShardSpec;
import dev.gfpfuzz.workers.shard.ShrinkSpec;
import dev.gfpfuzz.workers.shard.ShrunkFinding;
import dev.gfpfuzz.workers.shard.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Does a worker's jobs for targets that are properties, and the coordinator's checks of them. Keeps one child at a time.
 * For one thread; {@link #close} from any.
 *
 * <p>When a property kills its child in some run, the shard is run again without calling the body there: what is run does
 * not depend on bodies, so the result is what a single child would have answered. After {@link #DEATHS_MAX} deaths the
 * rest of the shard is run without bodies.
 */
public final class PropertyBench implements PropertyJobs {
    /** Deaths of children in one shard after which its other runs are not judged any more. */
    static final int DEATHS_MAX = 3;

    private final Allowance allowance;
    private volatile @Nullable Child child;
    private volatile boolean closed;

    private record Child(String className, List<String> classPath, PropertyJvm jvm) {}

    public PropertyBench() {
        this(Allowance.STANDARD);
    }

    public PropertyBench(Allowance allowance) {
        this.allowance = allowance;
    }

    @Override
    public ShardResult run(ShardSpec spec, BooleanSupplier cancelled) {
        PropertyTarget target = PropertyTarget.of(spec.target());
        TreeSet<Long> avoid = new TreeSet<>();
        List<Death> deaths = new ArrayList<>();
        long judged = spec.schedules();
        while (true) {
            Line command = Line.of(
                    "shard",
                    target.method(),
                    spec.strategy(),
                    SplitMix64.seedOf(spec.seed(), spec.shard()),
                    spec.schedules(),
                    spec.stepsMax(),
                    avoid.stream().map(String::valueOf).collect(Collectors.joining(",")),
                    judged);
            try {
                return result(spec, target, jvm(target).ask(command, cancelled), deaths);
            } catch (ChildDied e) {
                Death death = e.death();
                notClosed();
                if (death.run() == BlackBox.IDLE || !avoid.add(death.run())) {
                    throw new PropertyException("The process for property "
                            + spec.target().scenario() + " " + death.clause() + " outside of a body");
                }
                deaths.add(death);
                judged = deaths.size() >= DEATHS_MAX ? avoid.last() : judged;
            }
        }
    }

    private ShardResult result(ShardSpec spec, PropertyTarget target, List<Line> lines, List<Death> deaths) {
        Map<End, Long> ends = new EnumMap<>(End.class);
        Map<String, Long> exercised = new TreeMap<>();
        List<RawFinding> findings = new ArrayList<>();
        for (Line line : lines) {
            switch (line.verb()) {
                case "finding" -> findings.add(finding(line));
                case "end" -> ends.put(End.valueOf(line.field(0)), line.number(1));
                case "exercised" -> exercised.put(line.field(0), line.number(1));
                default -> {}
            }
        }
        Map<String, RawFinding> ofDeaths = new LinkedHashMap<>();
        for (Death death : deaths) {
            RawFinding f = finding(spec, target, death);
            ofDeaths.merge(f.skeleton(), f, (first, again) -> counted(first, first.count() + 1));
        }
        findings.addAll(ofDeaths.values());
        findings.sort(Comparator.comparingLong(RawFinding::firstRun));
        Line done = lines.get(lines.size() - 1);
        List<RawFinding> listed = findings.subList(0, Math.min(findings.size(), ShardResult.FINDINGS_MAX));
        long unlisted = done.number(1)
                + findings.stream()
                        .skip(listed.size())
                        .mapToLong(RawFinding::count)
                        .sum();
        return new ShardResult(
                spec.shard(),
                spec.schedules(),
                done.number(0),
                ends,
                exercised,
                listed,
                unlisted,
                new UnseenMass(),
                Knowledge.NONE);
    }

    private static RawFinding counted(RawFinding f, long count) {
        return new RawFinding(
                f.invariant(), f.report(), f.skeleton(), f.sentence(), f.firstRun(), count, f.schedule(), f.steps());
    }

    private static RawFinding finding(Line line) {
        return new RawFinding(
                line.field(0),
                false,
                line.field(1),
                line.field(2),
                line.number(3),
                line.number(4),
                PropertyChild.schedule(line.field(6)),
                (int) line.number(5));
    }

    /** The run itself is had again by running the shard without bodies up to it. */
    private RawFinding finding(ShardSpec spec, PropertyTarget target, Death death) {
        Line run = last(
                target,
                Line.of(
                        "run",
                        target.method(),
                        spec.strategy(),
                        SplitMix64.seedOf(spec.seed(), spec.shard()),
                        death.run(),
                        spec.stepsMax()));
        return new RawFinding(
                death.kind(),
                false,
                skeleton(target, death),
                sentence(target, death),
                death.run(),
                1,
                PropertyChild.schedule(run.field(0)),
                (int) run.number(1));
    }

    private static String skeleton(PropertyTarget target, Death death) {
        return target.className() + "#" + target.method() + ": " + death.clause();
    }

    private static String sentence(PropertyTarget target, Death death) {
        return "Property " + target.method() + " " + death.clause() + ".";
    }

    @Override
    public boolean reproduces(Target of, RawFinding finding) {
        PropertyTarget target = PropertyTarget.of(of);
        Line command = Line.of("judge", target.method(), PropertyChild.text(finding.schedule()));
        return !finding.report()
                && same(
                        target,
                        command,
                        finding.invariant(),
                        finding.skeleton(),
                        modelsOwn(finding.invariant(), finding.sentence()))
                && last(target, Line.of("as-found", target.method(), PropertyChild.text(finding.schedule())))
                                .number(4)
                        == finding.steps();
    }

    @Override
    public boolean reproduces(Target of, ShrunkFinding finding) {
        PropertyTarget target = PropertyTarget.of(of);
        Line told = last(target, Line.of("told", target.method(), finding.token()));
        // Of a run that could not be shrunk, as the property killed its process, the sentence is ours.
        boolean ours = finding.sentence().equals(sentence(target, finding.skeleton()));
        return told.verb().equals("least")
                && told.number(4) == finding.steps()
                && told.number(5) == finding.contextSwitches()
                && told.number(6) == finding.tasks()
                && !finding.report()
                && (ours || !kills(finding.invariant()))
                && same(
                        target,
                        Line.of("judge-token", target.method(), finding.token()),
                        finding.invariant(),
                        finding.skeleton(),
                        ours ? null : modelsOwn(finding.invariant(), finding.sentence()));
    }

    /** The sentence, or null for a user's own: it may name an object's address, or the machine that it was thrown on. */
    private static @Nullable String modelsOwn(String invariant, String sentence) {
        return invariant.equals(PropertyChild.FAILS) ? null : sentence;
    }

    /** @param sentence null: of no interest */
    private boolean same(
            PropertyTarget target, Line command, String invariant, String skeleton, @Nullable String sentence) {
        try {
            List<Line> lines = jvm(target).ask(command, () -> closed);
            Line line = lines.get(lines.size() - 1);
            return line.verb().equals("fails")
                    && line.field(0).equals(invariant)
                    && line.field(1).equals(skeleton)
                    && (sentence == null || line.field(2).equals(sentence));
        } catch (ChildDied e) {
            return e.death().kind().equals(invariant)
                    && skeleton(target, e.death()).equals(skeleton)
                    && (sentence == null || sentence(target, e.death()).equals(sentence));
        }
    }

    /** Makes a finding smaller. One in which the property kills its process stays as it was found. */
    @Override
    public ShrunkFinding shrink(ShrinkSpec spec, BooleanSupplier cancelled) {
        PropertyTarget target = PropertyTarget.of(spec.target());
        String schedule = PropertyChild.text(spec.schedule());
        if (kills(spec.invariant())) {
            return asFound(target, spec.schedule(), spec.invariant(), spec.skeleton());
        }
        try {
            List<Line> lines = jvm(target).ask(Line.of("shrink", target.method(), schedule), cancelled);
            Line least = lines.get(lines.size() - 1);
            if (least.verb().equals("least")
                    && least.field(1).equals(spec.invariant())
                    && least.field(2).equals(spec.skeleton())) {
                return shrunk(least, least.field(1), least.field(2), least.field(3));
            }
            throw new IllegalArgumentException("The run that is to be shrunk does not break " + spec.invariant());
        } catch (ChildDied e) {
            return asFound(target, spec.schedule(), spec.invariant(), spec.skeleton());
        }
    }

    private static boolean kills(String invariant) {
        return List.of(Death.HANGS, Death.EXITS, Death.FLOODS, Death.OUT_OF_MEMORY, Death.DIES)
                .contains(invariant);
    }

    @Override
    public ShrunkFinding unshrunk(Target of, RawFinding finding) {
        return asFound(PropertyTarget.of(of), finding.schedule(), finding.invariant(), finding.skeleton());
    }

    private ShrunkFinding asFound(PropertyTarget target, Schedule schedule, String invariant, String skeleton) {
        Line least = last(target, Line.of("as-found", target.method(), PropertyChild.text(schedule)));
        return shrunk(least, invariant, skeleton, sentence(target, skeleton));
    }

    private static String sentence(PropertyTarget target, String skeleton) {
        String id = target.className() + "#" + target.method() + ": ";
        String clause = skeleton.startsWith(id) ? skeleton.substring(id.length()) : skeleton;
        return "Property " + target.method() + " " + clause + ".";
    }

    private static ShrunkFinding shrunk(Line least, String invariant, String skeleton, String sentence) {
        return new ShrunkFinding(
                least.field(0),
                invariant,
                false,
                skeleton,
                sentence,
                (int) least.number(4),
                (int) least.number(5),
                (int) least.number(6));
    }

    @Override
    public String token(Target of, Schedule schedule) {
        PropertyTarget target = PropertyTarget.of(of);
        return last(target, Line.of("as-found", target.method(), PropertyChild.text(schedule)))
                .field(0);
    }

    private Line last(PropertyTarget target, Line command) {
        try {
            List<Line> lines = jvm(target).ask(command, () -> closed);
            return lines.get(lines.size() - 1);
        } catch (ChildDied e) {
            throw new PropertyException(String.valueOf(e.getMessage()));
        }
    }

    private void notClosed() {
        if (closed) {
            throw new CancellationException("The properties are not needed any more");
        }
    }

    private PropertyJvm jvm(PropertyTarget target) {
        notClosed();
        Child current = child;
        if (current != null
                && current.jvm().alive()
                && current.className().equals(target.className())
                && current.classPath().equals(target.classPath())) {
            return current.jvm();
        }
        if (current != null) {
            current.jvm().close();
        }
        String here = ClassPath.digest(ClassPath.parse(String.join(java.io.File.pathSeparator, target.classPath())));
        if (!here.equals(target.digest())) {
            throw new ClassPathException("The class path of " + target.className()
                    + " does not hold what it did when the campaign was made (SHA-256 " + here.substring(0, 12)
                    + " instead of " + target.digest().substring(0, 12)
                    + "); put the same files there, or start a new campaign.");
        }
        PropertyJvm jvm = PropertyJvm.start(target.className(), target.classPath(), allowance);
        child = new Child(target.className(), target.classPath(), jvm);
        if (closed) {
            jvm.close();
        }
        return jvm;
    }

    @Override
    public void close() {
        closed = true;
        Child current = child;
        if (current != null) {
            current.jvm().close();
        }
    }
}
