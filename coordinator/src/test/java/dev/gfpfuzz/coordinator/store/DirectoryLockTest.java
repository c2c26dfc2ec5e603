package dev.gfpfuzz.coordinator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gfpfuzz.coordinator.campaign.CampaignException;
import dev.gfpfuzz.coordinator.campaign.CampaignSpec;
import dev.gfpfuzz.coordinator.campaign.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign's directory is held once, whatever else this process does with it: another process can tell. */
class DirectoryLockTest {
    private static final CampaignSpec SPEC = Samples.spec(1, 100, 100);

    @TempDir
    Path temp;

    /** Tells whether another process can have the lock. */
    static final class Other {
        public static void main(String[] args) {
            try (DirectoryLock lock = DirectoryLock.acquire(Path.of(args[0]))) {
                System.out.println("got " + (lock != null));
            } catch (CampaignException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static String other(Path dir) throws IOException, InterruptedException {
        Process p = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        p.waitFor();
        return out.strip();
    }

    @Test
    void lookingAndTryingAgain_takeTheLockFromNobody() throws Exception {
        Path dir = temp.resolve("c");
        String byThis = "Campaign " + dir + " is being run by process "
                + ProcessHandle.current().pid() + "; wait for it or stop it first";
        try (CampaignDirectory held = CampaignDirectory.create(dir, SPEC)) {
            CampaignDirectory.look(dir).close();
            assertThatThrownBy(() -> CampaignDirectory.open(dir)).hasMessage(byThis);
            Path link = Files.createSymbolicLink(temp.resolve("link"), dir);
            assertThatThrownBy(() -> CampaignDirectory.fsck(link)).hasMessageContaining("is being run by process");
            assertThat(DirectoryLock.isHeld(link)).isTrue();
            assertThat(other(dir)).isEqualTo(byThis);
            assertThat(held.store().sound()).isTrue();
        }
        assertThat(DirectoryLock.isHeld(dir)).isFalse();
        assertThat(other(dir)).isEqualTo("got true");
        CampaignDirectory.open(dir).close();
    }
}
