package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.workers.property.PropertyTarget;
import dev.gfpfuzz.workers.shard.Target;
import java.util.List;
import picocli.CommandLine.Option;

/** A user's own properties, as a campaign runs them. */
final class PropertyOptions {
    @Option(
            names = "--property",
            required = true,
            paramLabel = "CLASS",
            description = "Run the properties of this class, the ones that it has as unit tests.")
    String className = "";

    @Option(
            names = "--classpath",
            required = true,
            paramLabel = "CP",
            description = "Where the class and what it needs are: directories and jars.")
    String classPath = "";

    List<Target> targets() {
        return PropertyTarget.allOf(className, classPath);
    }
}
