package dev.gfpfuzz.workers.cluster;

import dev.gfpfuzz.workers.words.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Who says which nodes belong together: a certificate authority of one file, which issues the nodes' keys. The keys are
 * made by the JDK's keytool; here they are put where a node looks for them.
 *
 * <p>Every certificate bears the group's name besides the node's: that a peer has the same group is checked on top of who
 * issued it, so that an authority used for other things, too, does not open the door to them.
 *
 * @param dir where its key is kept
 */
public record Authority(Path dir) {
    /** Days for which a node's certificate is valid unless something else is asked for. */
    public static final int DAYS = 365;

    private static final String STORE = "authority.p12";
    /** What every node's certificate bears besides the node's name. */
    static final String GROUP = "gfpfuzz";

    private static final int AUTHORITY_DAYS = 3650;
    private static final Pattern NODE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /**
     * A new one.
     *
     * @throws ClusterException when there is one already, or the directory cannot be written
     */
    public static Authority create(Path dir) {
        Authority made = new Authority(dir);
        if (Files.exists(made.store())) {
            throw new ClusterException("There is an authority in '" + dir
                    + "' already; keys of one more node are made by" + " './gfpfuzz keys add " + dir + " NODE'.");
        }
        try {
            Files.createDirectories(dir);
            Path fresh = Files.createTempDirectory(dir, ".new");
            try {
                Path store = fresh.resolve(STORE);
                keytool(
                        store,
                        List.of("-genkeypair", "-alias", "authority", "-dname", "CN=gfpfuzz authority " + mark()),
                        List.of("-ext", "bc:c=ca:true,pathlen:0", "-ext", "ku:c=keyCertSign,cRLSign"),
                        List.of("-validity", "" + AUTHORITY_DAYS));
                restrict(store);
                Files.move(store, made.store());
            } finally {
                Files.deleteIfExists(fresh.resolve(STORE));
                Files.delete(fresh);
            }
        } catch (IOException e) {
            throw new ClusterException("An authority cannot be made in '" + dir + "': " + Reason.of(e) + ".", e);
        }
        return made;
    }

    /** @throws ClusterException when there is none */
    public static Authority in(Path dir) {
        Authority there = new Authority(dir);
        if (!Files.isReadable(there.store())) {
            throw new ClusterException(
                    "There is no authority in '" + dir + "'; './gfpfuzz keys init " + dir + "' makes one.");
        }
        return there;
    }

    /**
     * The keys of a node, in the directory of its name beside the authority's file. Keys that are there are replaced, and a
     * node that runs takes up the new ones by itself.
     *
     * @param firstDay when they begin to be valid, in days from now; negative for the past
     * @param days for how long
     */
    public NodeKeys issue(String node, int firstDay, int days) {
        requireNames(List.of(node));
        Path out = dir.resolve(node);
        try {
            Files.createDirectories(out);
            Path work = Files.createTempDirectory(dir, ".new");
            Path copy = work.resolve(STORE);
            try {
                Files.copy(store(), copy);
                keytool(
                        copy,
                        List.of("-genkeypair", "-alias", "node", "-signer", "authority", "-dname", "CN=" + node),
                        List.of("-ext", "san=dns:" + GROUP, "-ext", "ku:c=digitalSignature"),
                        List.of("-ext", "eku=serverAuth,clientAuth", "-startdate", String.format("%+dd", firstDay)),
                        List.of("-validity", "" + days));
                export(copy, out);
            } finally {
                Files.deleteIfExists(copy);
                Files.delete(work);
            }
        } catch (IOException e) {
            throw new ClusterException(
                    "Keys of " + node + " cannot be made in '" + dir + "': " + Reason.of(e) + ".", e);
        } catch (GeneralSecurityException e) {
            throw new ClusterException(
                    "Keys of " + node + " cannot be made in '" + dir + "': " + e.getMessage() + ".", e);
        }
        return new NodeKeys(out.toAbsolutePath());
    }

    /** @throws ClusterException when one of them can be no node's name */
    public static void requireNames(List<String> nodes) {
        for (String node : nodes) {
            if (!NODE_NAME.matcher(node).matches()) {
                throw new ClusterException("'" + node + "' is no name for a node; names are 1 to 63 letters, digits,"
                        + " '.', '_' and '-', a letter or digit first.");
            }
        }
    }

    /** Tells one authority from another when a node is refused. */
    private static String mark() {
        return String.format("%06x", new SecureRandom().nextInt(0x1000000));
    }

    private Path store() {
        return dir.resolve(STORE);
    }

    /** Whole or not at all: a node may be reading it. */
    private static void export(Path store, Path out) throws IOException, GeneralSecurityException {
        char[] password = NodeKeys.PASSWORD.toCharArray();
        KeyStore made = KeyStore.getInstance(store.toFile(), password);
        KeyStore node = KeyStore.getInstance("PKCS12");
        node.load(null, null);
        node.setKeyEntry("node", made.getKey("node", password), password, made.getCertificateChain("node"));
        node.setCertificateEntry("authority", made.getCertificate("authority"));
        Path part = Files.createTempFile(out, ".new", ".p12");
        restrict(part);
        try (OutputStream to = Files.newOutputStream(part)) {
            node.store(to, password);
        }
        Files.move(
                part, out.resolve(NodeKeys.STORE), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void restrict(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    @SafeVarargs
    private static void keytool(Path store, List<String>... arguments) throws IOException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
        if (!Files.isExecutable(program)) {
            throw new IOException("the program keytool of the JDK is not at " + program);
        }
        List<String> command = new ArrayList<>(List.of(program.toString()));
        for (List<String> some : arguments) {
            command.addAll(some);
        }
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass:env", "GFPFUZZ_STORE_PASSWORD"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("GFPFUZZ_STORE_PASSWORD", NodeKeys.PASSWORD);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool says: " + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
