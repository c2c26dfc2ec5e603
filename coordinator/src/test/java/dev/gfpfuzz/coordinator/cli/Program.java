package dev.gfpfuzz.coordinator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The program in this JVM, its output caught. */
final class Program {
    private Program() {}

    /**
     * What a command came to.
     *
     * @param out standard output
     * @param err standard error
     */
    record Result(int code, String out, String err) {
        /** Standard output, which must be one JSON document and nothing else. */
        JsonNode json() {
            try {
                return new ObjectMapper()
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("No single JSON document: " + out, e);
            }
        }
    }

    static Result run(String... args) {
        return run(Interrupt.never(), new ByteArrayOutputStream(), args);
    }

    /**
     * The same, to be stopped.
     *
     * @param interrupt asked by the command
     * @param out gets standard output
     */
    static Result run(Interrupt interrupt, ByteArrayOutputStream out, String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(new PrintStream(out), new PrintStream(err), false, false);
        int code = Main.execute(console, interrupt, args);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
