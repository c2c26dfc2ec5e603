package dev.gfpfuzz.workers.property;

import dev.gfpfuzz.property.child.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a child prints, read by a thread of its own so that the child never waits for us: answers are queued, the rest is
 * counted and thrown away but for its beginning. Bounded whatever the child prints.
 */
final class ChildOutput {
    /** An answer is shorter: a finding with the schedule of a run of 20,000 steps. */
    private static final int LINE_MAX = 1 << 20;

    private static final int EXCERPT_MAX = 4_000;
    private static final int ANSWERS_MAX = 10_000;

    private final InputStream in;
    private final String word;
    private final long bytesMax;
    private final Runnable kill;
    private final BlockingQueue<Line> answers = new LinkedBlockingQueue<>(ANSWERS_MAX);
    private final StringBuilder excerpt = new StringBuilder();
    private volatile boolean ended;
    private volatile boolean flooded;
    private long printed;

    ChildOutput(InputStream in, String word, long bytesMax, Runnable kill) {
        this.in = in;
        this.word = word;
        this.bytesMax = bytesMax;
        this.kill = kill;
        Thread reader = new Thread(this::read, "gfpfuzz-property-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts to count anew. */
    synchronized void expectAnswer() {
        printed = 0;
        excerpt.setLength(0);
    }

    /** The next answer, or null if none comes in time. */
    @Nullable
    Line next(long millis) {
        try {
            return answers.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Whether nothing more will come. */
    boolean ended() {
        return ended && answers.isEmpty();
    }

    boolean flooded() {
        return flooded;
    }

    synchronized String excerpt() {
        return excerpt.isEmpty() ? "nothing" : excerpt.toString().strip();
    }

    private void read() {
        byte[] buffer = new byte[1 << 16];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    if (buffer[i] == '\n') {
                        ended(line);
                    } else if (line.size() < LINE_MAX) {
                        line.write(buffer[i]);
                    } else {
                        count(1);
                    }
                }
            }
        } catch (IOException closed) {
            // The child is gone, or we are closing.
        }
        ended = true;
    }

    private void ended(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        Line answer = Line.unframed(text.strip(), word);
        if (answer == null) {
            note(text);
            count(line.size() + 1L);
        } else if (!answers.offer(answer)) {
            kill.run();
        }
        line.reset();
    }

    private synchronized void note(String text) {
        if (excerpt.length() < EXCERPT_MAX) {
            excerpt.append(text, 0, Math.min(text.length(), EXCERPT_MAX - excerpt.length()))
                    .append('\n');
        }
    }

    private synchronized void count(long bytes) {
        printed += bytes;
        if (printed > bytesMax && !flooded) {
            flooded = true;
            kill.run();
        }
    }

    void close() {
        try {
            in.close();
        } catch (IOException alreadyClosed) {
            // Nothing is lost.
        }
    }
}
