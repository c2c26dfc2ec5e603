package dev.gfpfuzz.coordinator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program without a command: says which there are. */
@Command(
        name = "gfpfuzz",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Finds what a change to Linux memory allocation breaks: runs models of the kernel's allocation flags and",
            "reserves under many schedules, and explains what goes wrong."
        },
        subcommands = {
            RunCommand.class,
            ResumeCommand.class,
            CoordinatorCommand.class,
            WorkerCommand.class,
            KeysCommand.class,
            StatusCommand.class,
            ReportCommand.class,
            ServeCommand.class,
            FsckCommand.class,
            ReplayCommand.class,
            ExplainCommand.class,
            ShrinkCommand.class,
            CheckCommand.class,
            TriageCommand.class,
            WhatifCommand.class,
            CorpusCommand.class,
            ListCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 held or done, 1 a violation, 2 usage or bad input, 3 inconclusive, 4 internal error,",
            "5 the canary was not found.",
            "",
            "Example: find, shrink and explain the bugs that everybody should see once, in less than a minute:",
            "  ./gfpfuzz run"
        })
final class GfpfuzzCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "A command is missing; known: "
                        + String.join(", ", spec.subcommands().keySet()) + " (try ./gfpfuzz run).");
    }
}
