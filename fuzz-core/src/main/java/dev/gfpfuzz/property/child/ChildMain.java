package dev.gfpfuzz.property.child;

import dev.gfpfuzz.property.PropertyChild;
import dev.gfpfuzz.run.Outcome;
import dev.gfpfuzz.text.BadInputException;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The child process. Arguments: the word that frames answers, the file of the {@link BlackBox}, the class of the
 * properties. Says {@code ready} or {@code refused}, then answers each command, in order, with any number of {@code
 * finding} lines and one last line. Ends as soon as its standard input does, whatever a body is doing: then the parent is
 * gone.
 *
 * <table>
 * <caption>Commands and their last lines</caption>
 * <tr><td>{@code shard METHOD STRATEGY SEED RUNS STEPS-MAX AVOID JUDGED}</td>
 * <td>{@code done STEPS UNLISTED SKIPPED}, after a {@code finding}, {@code end} and {@code exercised} for each</td></tr>
 * <tr><td>{@code judge METHOD SCHEDULE}, {@code judge-token METHOD TOKEN}</td>
 * <td>{@code holds}, or {@code fails} with the failure</td></tr>
 * <tr><td>{@code run METHOD STRATEGY SEED NUMBER STEPS-MAX}</td>
 * <td>{@code run SCHEDULE STEPS}: a run of a shard, without its body</td></tr>
 * <tr><td>{@code shrink METHOD SCHEDULE}, {@code as-found METHOD SCHEDULE}, {@code told METHOD TOKEN}</td>
 * <td>{@code least TOKEN INVARIANT SKELETON SENTENCE STEPS CONTEXT-SWITCHES TASKS}, or {@code holds}</td></tr>
 * </table>
 *
 * Anything that is wrong with a command is answered {@code error} and a sentence.
 */
public final class ChildMain {
    private static final int OUR_END = 0;

    private final FileOutputStream real = new FileOutputStream(FileDescriptor.out);
    private final String word;
    private final BlackBox box;
    private final Printed printed;

    private ChildMain(String word, BlackBox box) {
        this.word = word;
        this.box = box;
        this.printed = new Printed(real, Thread.currentThread());
    }

    public static void main(String[] args) throws IOException {
        BlackBox box = new BlackBox(new File(args[1]));
        box.ends();
        ChildMain child = new ChildMain(args[0], box);
        PrintStream capped = new PrintStream(child.printed, true, StandardCharsets.UTF_8);
        System.setOut(capped);
        System.setErr(capped);
        child.serve(args[2]);
        // Threads that the properties left behind do not keep the process.
        Runtime.getRuntime().halt(OUR_END);
    }

    private void serve(String className) throws IOException {
        BlockingQueue<String> commands = commands();
        Thread judged = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> say(Line.of("exiting", PropertyChild.exitedAt(judged.getStackTrace())))));
        PropertyChild properties;
        try {
            properties = PropertyChild.of(className);
        } catch (BadInputException e) {
            say(Line.of("refused", e.getMessage()));
            return;
        } catch (LinkageError | ClassNotFoundException e) {
            say(Line.of("refused", "Class " + className + " cannot be loaded from the class path: " + e + "."));
            return;
        }
        say(Line.of("ready", Line.VERSION, String.join(",", properties.names())));
        while (true) {
            try {
                answer(properties, Line.parse(commands.take()));
            } catch (InterruptedException leftByABody) {
                // Nobody else interrupts this thread.
            }
        }
    }

    /** Read by a thread of its own, which notices that the parent is gone also while a body does not return. */
    private static BlockingQueue<String> commands() {
        BlockingQueue<String> commands = new LinkedBlockingQueue<>();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Thread reader = new Thread(
                () -> {
                    try {
                        for (String command = in.readLine(); command != null; command = in.readLine()) {
                            commands.add(command);
                        }
                    } catch (IOException gone) {
                        // As good as its end.
                    }
                    Runtime.getRuntime().halt(OUR_END);
                },
                "gfpfuzz-commands");
        reader.setDaemon(true);
        reader.start();
        return commands;
    }

    private void answer(PropertyChild properties, Line c) {
        try {
            switch (c.verb()) {
                case "shard" -> shard(properties, c);
                case "judge" -> say(judged(properties.judge(c.field(0), PropertyChild.schedule(c.field(1)), calls())));
                case "judge-token" -> say(judged(properties.judge(c.field(0), c.field(1), calls())));
                case "shrink" -> say(least(properties.shrink(c.field(0), PropertyChild.schedule(c.field(1)), calls())));
                case "run" -> {
                    PropertyChild.Shard shard = new PropertyChild.Shard(
                            c.field(0),
                            c.field(1),
                            c.number(2),
                            c.number(3) + 1,
                            (int) c.number(4),
                            new TreeSet<>(),
                            0);
                    Outcome last = properties.last(shard);
                    say(Line.of("run", PropertyChild.text(last.schedule()), last.steps()));
                }
                case "as-found" -> say(least(properties.asFound(c.field(0), PropertyChild.schedule(c.field(1)))));
                case "told" -> say(least(properties.told(c.field(0), c.field(1))));
                default -> say(Line.of("error", "Unknown command '" + c.verb() + "'."));
            }
        } catch (OutOfMemoryError fatal) {
            throw fatal;
        } catch (RuntimeException | Error e) {
            say(Line.of("error", String.valueOf(e)));
        }
    }

    private void shard(PropertyChild properties, Line c) {
        printed.shardBegins();
        PropertyChild.Counts counts = properties.run(
                new PropertyChild.Shard(
                        c.field(0),
                        c.field(1),
                        c.number(2),
                        c.number(3),
                        (int) c.number(4),
                        new TreeSet<>(Line.numbers(c.field(5))),
                        c.number(6)),
                calls());
        counts.failures().forEach(f -> say(failure("finding", f)));
        counts.ends().forEach((end, n) -> say(Line.of("end", end, n)));
        counts.exercised().forEach((invariant, n) -> say(Line.of("exercised", invariant, n)));
        say(Line.of("done", counts.steps(), counts.unlisted(), counts.skipped()));
    }

    private static Line judged(PropertyChild.@Nullable Failure f) {
        return f == null ? Line.of("holds") : failure("fails", f);
    }

    private static Line failure(String verb, PropertyChild.Failure f) {
        return Line.of(
                verb,
                f.invariant(),
                f.skeleton(),
                f.sentence(),
                f.run(),
                f.count(),
                f.steps(),
                PropertyChild.text(f.schedule()));
    }

    private static Line least(PropertyChild.@Nullable Least l) {
        if (l == null) {
            return Line.of("holds");
        }
        PropertyChild.Failure f = l.failure();
        return Line.of(
                "least",
                l.token(),
                f.invariant(),
                f.skeleton(),
                f.sentence(),
                f.steps(),
                l.contextSwitches(),
                l.tasks());
    }

    /** Told before and after each call of a body. */
    private PropertyChild.Calls calls() {
        return new PropertyChild.Calls() {
            @Override
            public void begins(long run) {
                box.begins(run);
                printed.callBegins();
            }

            @Override
            public void ends() {
                printed.callEnds();
                box.ends();
            }

            @Override
            public boolean tooMuchPrinted(Throwable thrown) {
                return thrown instanceof Printed.TooMuch;
            }
        };
    }

    /** One write, in front of it a line break: the property may have left its own line unfinished. */
    private synchronized void say(Line line) {
        try {
            real.write(("\n" + line.framed(word) + "\n").getBytes(StandardCharsets.UTF_8));
            real.flush();
        } catch (IOException parentIsGone) {
            Runtime.getRuntime().halt(OUR_END);
        }
    }
}
