package dev.gfpfuzz.coordinator.store;

import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.workers.words.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The lock of a campaign's directory: held by one process, and there by one campaign. A POSIX lock is the process's, and is
 * gone as soon as the process closes any channel on the file; so this process opens no second one while it holds the lock.
 */
final class DirectoryLock implements AutoCloseable {
    static final String FILE = "lock";
    private static final long PATIENCE_NANOS = 1_000_000_000;

    /** Directories whose lock this process holds; also guards the opening of lock files. */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path dir;
    private final FileChannel channel;

    private DirectoryLock(Path dir, FileChannel channel) {
        this.dir = dir;
        this.channel = channel;
    }

    /** @throws CampaignException when another campaign of this process or another process holds it, or it cannot be written */
    static DirectoryLock acquire(Path dir) {
        synchronized (HELD) {
            try {
                Path real = dir.toRealPath();
                if (HELD.contains(real)) {
                    throw held(dir, us());
                }
                FileChannel channel = FileChannel.open(
                        dir.resolve(FILE),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                try {
                    if (!acquired(channel)) {
                        throw held(dir, holder(channel));
                    }
                    channel.truncate(0);
                    channel.write(ByteBuffer.wrap((us() + "\n").getBytes(StandardCharsets.UTF_8)));
                } catch (IOException | RuntimeException e) {
                    channel.close();
                    throw e;
                }
                HELD.add(real);
                return new DirectoryLock(real, channel);
            } catch (IOException e) {
                throw new CampaignException("Directory " + dir + " cannot be written: " + Reason.of(e), e);
            }
        }
    }

    /** Whether a process runs the campaign now, this one included. */
    static boolean isHeld(Path dir) {
        synchronized (HELD) {
            try {
                if (HELD.contains(dir.toRealPath())) {
                    return true;
                }
            } catch (IOException e) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(dir.resolve(FILE), StandardOpenOption.READ);
                    FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
                return free == null;
            } catch (NoSuchFileException e) {
                return false;
            } catch (IOException e) {
                return true;
            }
        }
    }

    /** Who only looks at the campaign holds the lock for an instant, to see whether it is free. */
    private static boolean acquired(FileChannel channel) throws IOException {
        long began = System.nanoTime();
        while (channel.tryLock() == null) {
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                return false;
            }
            LockSupport.parkNanos(PATIENCE_NANOS / 50);
        }
        return true;
    }

    private static String us() {
        return "process " + ProcessHandle.current().pid();
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        channel.read(buffer, 0);
        String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "another process" : text;
    }

    private static CampaignException held(Path dir, String holder) {
        return new CampaignException(
                "Campaign " + dir + " is being run by " + holder + "; wait for it or stop it first");
    }

    @Override
    public void close() {
        synchronized (HELD) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new CampaignException("The lock of the campaign cannot be released: " + e.getMessage(), e);
            } finally {
                HELD.remove(dir);
            }
        }
    }
}
