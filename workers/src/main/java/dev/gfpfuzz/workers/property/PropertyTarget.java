package dev.gfpfuzz.workers.property;

import dev.gfpfuzz.workers.shard.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * One property as what a campaign searches.
 *
 * @param className the class that states it
 * @param method its method
 * @param classPath absolute directories and jars
 * @param digest SHA-256 of what they hold; a worker whose files differ refuses
 */
public record PropertyTarget(String className, String method, List<String> classPath, String digest) {
    /** What stands in the place of a profile: each property names its own. */
    private static final String PROFILE = "property";

    public PropertyTarget {
        classPath = List.copyOf(classPath);
    }

    /**
     * Every property of a class.
     *
     * @param classPath as the platform writes it; {@code dir/*} stands for the jars of a directory
     * @throws PropertyException with a sentence if the class path or the class cannot be used
     */
    public static List<Target> allOf(String className, String classPath) {
        List<String> entries = ClassPath.parse(classPath);
        String digest = ClassPath.digest(entries);
        try (PropertyJvm jvm = PropertyJvm.start(className, entries, Allowance.STANDARD)) {
            List<Target> targets = new ArrayList<>();
            for (String method : jvm.properties()) {
                targets.add(new PropertyTarget(className, method, entries, digest).toTarget());
            }
            return targets;
        }
    }

    /** The target as campaigns store and send it: the property in the place of the scenario. */
    public Target toTarget() {
        StringBuilder text = new StringBuilder(digest).append('\n');
        classPath.forEach(entry -> text.append(entry).append('\n'));
        return new Target(Target.Kind.PROPERTY, className + "#" + method, text.toString(), 0, PROFILE, "");
    }

    public static PropertyTarget of(Target target) {
        List<String> lines = target.scenarioText().lines().toList();
        int hash = target.scenario().indexOf('#');
        return new PropertyTarget(
                target.scenario().substring(0, hash),
                target.scenario().substring(hash + 1),
                lines.subList(1, lines.size()),
                lines.get(0));
    }
}
