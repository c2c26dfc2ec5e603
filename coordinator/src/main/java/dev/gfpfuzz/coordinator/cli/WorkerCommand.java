package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.workers.cluster.Endpoint;
import dev.gfpfuzz.workers.cluster.WorkerNode;
import dev.gfpfuzz.workers.cluster.WorkerNode.Ended;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code worker}: works on the campaign of a coordinator elsewhere. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description = {
            "Works on a coordinator's campaign until it ends.",
            "Waits for a coordinator that is not there yet, and joins again when it was lost. Ctrl-C or SIGTERM: what is",
            "running is finished, or given back after five seconds."
        },
        footer = {
            "",
            "Exit code 0 when the campaign has ended or somebody asked to stop, 2 when this worker cannot take part (other",
            "version, keys or class path), 4 when a result of it did not hold.",
            "",
            "Example:",
            "  ./gfpfuzz worker --join 127.0.0.1:25520 --workers 2"
        })
final class WorkerCommand implements Callable<Integer> {
    private final Console console;
    private final Interrupt interrupt;

    @Mixin
    Common common;

    @Option(
            names = "--join",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Where the coordinator listens, exactly as its --listen says.")
    String join = "";

    @Mixin
    WorkersOption workers;

    @Mixin
    ConfigOption config;

    @Option(names = "--keys", paramLabel = "DIR", description = "This node's keys, as made by keys init.")
    @Nullable
    Path keys;

    WorkerCommand(Console console, Interrupt interrupt) {
        this.console = console;
        this.interrupt = interrupt;
    }

    @Override
    public Integer call() {
        Endpoint coordinator = Endpoint.parse(join);
        if (coordinator.port() == 0) {
            throw new UserException("Nothing listens at port 0 of '" + join
                    + "'; name the port that the coordinator says it listens at, from 1 to 65535.");
        }
        interrupt.willStop();
        int n = Crew.here(workers.n).here();
        WorkerNode node = new WorkerNode(
                coordinator, Inputs.keys(keys), n, sentence -> console.err().println(sentence));
        Ended ended = node.run(interrupt);
        int code = switch (ended.reason()) {
            case ENDED -> ExitCode.DONE;
            case REFUSED -> ExitCode.USAGE;
            case EXPELLED -> ExitCode.INTERNAL;
        };
        console.err().println((code == ExitCode.DONE ? "" : "gfpfuzz: ") + ended.sentence());
        if (common.json) {
            console.out()
                    .print(Json.text(
                            new Documents.Worked(ended.reason().name().toLowerCase(Locale.ROOT), ended.sentence(), n)));
        }
        return code;
    }
}
