package dev.gfpfuzz.workers.cluster;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;

/**
 * Where a node is reached.
 *
 * @param host a name or an address; of IPv6 in brackets
 * @param port 0..65535; 0 lets the system choose
 */
public record Endpoint(String host, int port) {
    private static final int PORT_MAX = 65_535;

    /**
     * @param text {@code HOST:PORT}
     * @throws ClusterException with a sentence when it is not that, or when no machine has this name
     */
    public static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        int port = colon < 0 ? -1 : port(text.substring(colon + 1));
        if (host.isEmpty() || port < 0) {
            throw new ClusterException("'" + text + "' is no address; an address is HOST:PORT, such as"
                    + " 192.0.2.7:25520 or [2001:db8::7]:25520, the port from 0 to " + PORT_MAX + ".");
        }
        Endpoint parsed = new Endpoint(host, port);
        if (parsed.address().isAnyLocalAddress()) {
            throw new ClusterException("'" + host + "' stands for every address of this machine; name the one by which"
                    + " the other machines reach it.");
        }
        return parsed;
    }

    private static int port(String digits) {
        try {
            int port = Integer.parseInt(digits);
            return port > PORT_MAX ? -1 : port;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new ClusterException("No machine is known by the name '" + host + "'.", e);
        }
    }

    /** Whether only this machine can reach it. */
    public boolean isLoopback() {
        return address().isLoopbackAddress();
    }

    /** The address of this machine from which that endpoint is reached, with a port of the system's choice. */
    public Endpoint nearestHere() {
        // Connecting a datagram socket sends nothing: it only asks the routing table.
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(address(), port == 0 ? 1 : port));
            InetAddress here = socket.getLocalAddress();
            String text = here.getHostAddress();
            return new Endpoint(text.contains(":") ? "[" + text + "]" : text, 0);
        } catch (SocketException e) {
            throw new ClusterException("There is no route to " + this + ": " + e.getMessage() + ".", e);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
