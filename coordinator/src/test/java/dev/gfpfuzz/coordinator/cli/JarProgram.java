package dev.gfpfuzz.coordinator.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The shipped jar in a process of its own. */
final class JarProgram {
    private static final Path JAR = Path.of("target", "gfpfuzz.jar").toAbsolutePath();
    private static final long TIMEOUT_SECONDS = 180;
    private static final int SIGINT = 2;

    private final Process process;
    private final Path out;
    private final Path err;

    private JarProgram(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** @param dir working directory; the outputs are kept beside it */
    static JarProgram start(Path dir, String... args) throws IOException {
        return start(dir, List.of("-XX:+UseParallelGC", "-Xmx1g"), List.of(args));
    }

    /** @param options of the virtual machine */
    static JarProgram start(Path dir, List<String> options, List<String> args) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>();
        if (ignoresInterrupts()) {
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.add(java.toString());
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(args);
        Path out = Files.createTempFile(dir.getParent(), "out", ".txt");
        Path err = Files.createTempFile(dir.getParent(), "err", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new JarProgram(process, out, err);
    }

    /** As jobs do that a shell without job control starts in the background: what they start would ignore Ctrl-C too. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) >>> SIGINT - 1 & 1) != 0);
        }
    }

    static Program.Result run(Path dir, String... args) throws IOException, InterruptedException {
        return start(dir, args).result();
    }

    /** What Ctrl-C sends. */
    void interrupt() throws IOException, InterruptedException {
        signal("INT");
    }

    /** @param name such as {@code TERM}, {@code STOP} or {@code CONT} */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** What cannot be caught. */
    void kill() {
        process.destroyForcibly();
    }

    /** Waits until it is no more, however it ended. */
    void ended() throws InterruptedException {
        process.waitFor();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** What it has used of the processors. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    String errSoFar() throws IOException {
        return Files.readString(err);
    }

    Program.Result result() throws IOException, InterruptedException {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("The program does not end; standard error: " + Files.readString(err));
        }
        return new Program.Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
