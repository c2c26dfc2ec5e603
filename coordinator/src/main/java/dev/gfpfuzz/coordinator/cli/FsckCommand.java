package dev.gfpfuzz.coordinator.cli;

import dev.gfpfuzz.coordinator.actor.Campaigns;
import dev.gfpfuzz.coordinator.store.Fsck;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fsck DIR}: verifies a campaign's store, salvages a damaged one, and audits the accounts. */
@Command(
        name = "fsck",
        mixinStandardHelpOptions = true,
        description = {
            "Verifies a campaign's store and salvages a damaged one.",
            "Every record that verifies is kept, the shards of the others are run again by resume; as a shard's result",
            "follows from the campaign's seed, the campaign ends as if nothing had happened. The damaged files are",
            "kept beside the new ones. Then the log of what was counted is replayed against the results."
        },
        footer = {
            "",
            "Exit code 0 when the store is sound or has been repaired, 2 when too little is left of it.",
            "",
            "Example:",
            "  ./gfpfuzz fsck campaigns/night"
        })
final class FsckCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    Common common;

    @Parameters(paramLabel = "DIR", description = "The campaign's directory.")
    Path dir = Path.of(".");

    FsckCommand(Console console) {
        this.console = console;
    }

    /** What {@code fsck --json} prints. */
    record Document(
            String campaign,
            String state,
            int shards,
            int shrunk,
            long lost,
            long transactions,
            long counted,
            long takenBack,
            List<String> problems,
            String digest,
            @Nullable String kept) {}

    @Override
    public Integer call() {
        Fsck.Report r = Campaigns.fsck(dir);
        Document d = new Document(
                dir.toString(),
                r.sound() ? "sound" : "repaired",
                r.shards(),
                r.shrunk(),
                r.lost(),
                r.audit().transactions(),
                r.audit().counted(),
                r.audit().takenBack(),
                r.audit().problems(),
                String.format("%016x", r.digest()),
                r.kept().isEmpty() ? null : r.kept());
        if (common.json) {
            console.out().print(Json.text(d));
        } else {
            tell(d);
        }
        return d.problems().isEmpty() ? ExitCode.DONE : ExitCode.INTERNAL;
    }

    private void tell(Document d) {
        PrintStream out = console.out();
        out.println("Campaign " + d.campaign() + " is " + d.state() + ": " + Words.count(d.shards(), "shard") + " and "
                + Words.count(d.shrunk(), "shrunk finding") + " verify.");
        if (d.lost() > 0) {
            out.println(Words.count(d.lost(), "result") + " could not be recovered; resume runs their shards again.");
        }
        out.println("Audit: " + Words.count(d.transactions(), "transaction") + " replayed, "
                + Words.count(d.counted(), "result") + " counted, each once and each there; "
                + Words.count(d.takenBack(), "result") + " taken back; digest " + d.digest() + ".");
        d.problems().forEach(p -> out.println("  " + p));
        if (d.kept() != null) {
            out.println("The damaged files are kept: " + d.kept());
        }
    }
}
