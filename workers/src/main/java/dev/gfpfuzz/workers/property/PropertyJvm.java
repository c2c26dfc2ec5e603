package dev.gfpfuzz.workers.property;

import dev.gfpfuzz.property.child.BlackBox;
import dev.gfpfuzz.property.child.ChildMain;
import dev.gfpfuzz.property.child.Line;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A child process that runs the properties of one class. Asked by one thread; killed when it uses more than its {@link
 * Allowance}. Not restarted here: a new one is started instead.
 */
final class PropertyJvm implements AutoCloseable {
    /** Exit status of a JVM told to end when its heap is full. */
    private static final int OUT_OF_MEMORY = 3;

    private static final long POLL_MILLIS = 100;
    /** Polls after the child's end in which nothing comes, after which nothing will. */
    private static final int QUIET_POLLS = 20;
    /** What a poll counts at the most. */
    private static final long POLL_COUNTED_NANOS = TimeUnit.MILLISECONDS.toNanos(2 * POLL_MILLIS);

    private final String className;
    private final Allowance allowance;
    private final Path scratch;
    private final BlackBox box;
    private final Process process;
    private final ChildOutput output;
    private List<String> properties = List.of();
    /** Killed or dead: a process that was killed is alive for a moment longer. */
    private volatile boolean over;

    private PropertyJvm(String className, List<String> classPath, Allowance allowance) throws IOException {
        this.className = className;
        this.allowance = allowance;
        scratch = Files.createTempDirectory("gfpfuzz-property");
        Path file = scratch.resolve("run");
        box = new BlackBox(file.toFile());
        box.ends();
        String word = UUID.randomUUID().toString();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + allowance.heapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=4",
                "-XX:+ExitOnOutOfMemoryError",
                "-ea",
                "-cp",
                String.join(File.pathSeparator, withOurs(classPath)),
                ChildMain.class.getName(),
                word,
                file.toString(),
                className));
        process = new ProcessBuilder(command)
                .directory(scratch.toFile())
                .redirectErrorStream(true)
                .start();
        output = new ChildOutput(process.getInputStream(), word, allowance.outputBytes(), process::destroyForcibly);
    }

    /**
     * @throws PropertyException with a sentence if the class cannot be used: not there, no property, another version
     */
    static PropertyJvm start(String className, List<String> classPath, Allowance allowance) {
        PropertyJvm jvm;
        try {
            jvm = new PropertyJvm(className, classPath, allowance);
        } catch (IOException e) {
            throw new PropertyException(
                    "The process for the properties of " + className + " cannot be started: " + e.getMessage());
        }
        try {
            jvm.handshake();
            return jvm;
        } catch (PropertyException e) {
            jvm.close();
            throw e;
        }
    }

    private void handshake() {
        Line first;
        try {
            first = answer(allowance.start().toNanos(), () -> false);
        } catch (ChildDied e) {
            throw new PropertyException("The process for the properties of " + className + " "
                    + e.death().clause() + " before it was ready; it printed: " + output.excerpt());
        }
        if (first.verb().equals("refused")) {
            throw new PropertyException(first.field(0));
        }
        if (!first.verb().equals("ready") || !first.field(0).equals(Line.VERSION)) {
            throw new PropertyException("The class path of " + className
                    + " has another version of fuzz-core than this program; use the same.");
        }
        properties = List.of(first.field(1).split(","));
    }

    /** The user's class path, and our own code at its end if it is not in there. */
    private static List<String> withOurs(List<String> classPath) {
        if (ClassPath.has(classPath, ChildMain.class.getName())) {
            return classPath;
        }
        List<String> all = new ArrayList<>(classPath);
        try {
            all.add(Path.of(ChildMain.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return all;
    }

    /** Names of the class's properties. */
    List<String> properties() {
        return properties;
    }

    boolean alive() {
        return !over && process.isAlive();
    }

    /** The first bytes of what was printed since the last command, for people. */
    String excerpt() {
        return output.excerpt();
    }

    /**
     * Has a command executed.
     *
     * @param cancelled asked several times a second; once it says true the child is killed
     * @return the answer's lines, the last one telling that it is complete
     * @throws ChildDied if the child ended or had to be killed
     * @throws CancellationException when cancelled
     */
    List<Line> ask(Line command, BooleanSupplier cancelled) throws ChildDied {
        output.expectAnswer();
        try {
            OutputStream in = process.getOutputStream();
            in.write((command.text() + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException gone) {
            throw new ChildDied(death(""));
        }
        List<Line> lines = new ArrayList<>();
        while (true) {
            Line line = answer(allowance.answer().toNanos(), cancelled);
            if (line.verb().equals("error")) {
                throw new PropertyException("The properties of " + className + " cannot be run: " + line.field(0));
            }
            lines.add(line);
            if (!List.of("finding", "end", "exercised").contains(line.verb())) {
                return lines;
            }
        }
    }

    private Line answer(long nanos, BooleanSupplier cancelled) throws ChildDied {
        long calls = box.calls();
        long waited = 0;
        int quiet = 0;
        long lastPoll = System.nanoTime();
        String exiting = "";
        while (true) {
            Line line = output.next(POLL_MILLIS);
            if (line != null && line.verb().equals("exiting")) {
                exiting = line.field(0);
                continue;
            }
            if (line != null) {
                return line;
            }
            // A process of the property's own may hold the pipe open for longer.
            quiet += process.isAlive() ? 0 : 1;
            if (output.ended() || quiet > QUIET_POLLS) {
                throw new ChildDied(death(exiting));
            }
            if (cancelled.getAsBoolean()) {
                close();
                throw new CancellationException("The properties of " + className + " were cancelled");
            }
            // Of a time in which this process stood still (Ctrl-Z), as the child did, next to nothing is counted.
            long now = System.nanoTime();
            waited += Math.min(now - lastPoll, POLL_COUNTED_NANOS);
            lastPoll = now;
            if (box.calls() != calls) {
                calls = box.calls();
                waited = 0;
            }
            boolean inBody = box.run() != BlackBox.IDLE;
            long limit = inBody ? allowance.body().toNanos() : nanos;
            if (waited > limit) {
                long run = box.run();
                close();
                throw new ChildDied(new Death(
                        Death.HANGS, run, "does not return within " + TimeUnit.NANOSECONDS.toSeconds(limit) + " s"));
            }
        }
    }

    private Death death(String exitedIn) {
        over = true;
        int status = status();
        long run = box.run();
        if (output.flooded()) {
            return new Death(
                    Death.FLOODS, run, "prints more than " + (allowance.outputBytes() >> 20) + " MiB and was killed");
        }
        if (status == OUT_OF_MEMORY && exitedIn.isEmpty()) {
            return new Death(
                    Death.OUT_OF_MEMORY, run, "needs more heap than the " + allowance.heapMegabytes() + " MiB it has");
        }
        if (!exitedIn.isEmpty()) {
            return new Death(Death.EXITS, run, "calls System.exit in " + exitedIn);
        }
        return new Death(Death.DIES, run, "ended with status " + status);
    }

    private int status() {
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return -1;
        }
    }

    /** Kills the child if it is alive. */
    @Override
    public void close() {
        over = true;
        process.destroyForcibly();
        output.close();
        for (File f : List.of(scratch.resolve("run").toFile(), scratch.toFile())) {
            if (!f.delete()) {
                f.deleteOnExit();
            }
        }
    }
}
