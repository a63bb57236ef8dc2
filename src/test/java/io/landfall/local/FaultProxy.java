package io.landfall.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between clients and an HTTP server, and misbehaves when it is told to. */
public final class FaultProxy implements AutoCloseable {
    /** How it treats connections and their bytes from now on. */
    public enum Mode {
        /** As if it was not there. */
        PASS,
        /** Each request is answered with 503 and does not reach the server. */
        UNAVAILABLE,
        /** Likewise, but only requests that write. */
        READ_ONLY,
        /** Bytes are taken, and neither passed on nor answered. */
        HANG,
        /** Requests reach the server and take effect; the connection ends instead of the answer. */
        DROP_ANSWERS,
        /** Each piece of an answer, a small one being one piece, comes late. */
        SLOW
    }

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final Duration LATE = Duration.ofMillis(750);

    private final ServerSocket server;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Mode, Integer> faults = new ConcurrentSkipListMap<>();
    private volatile Mode mode = Mode.PASS;

    /** Listens at once, and passes everything on until it is told otherwise. */
    public FaultProxy(URI target) throws IOException {
        this.target = target.getPort();
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    public void mode(Mode next) {
        mode = next;
    }

    /** How often each fault was met. */
    Map<Mode, Integer> faults() {
        return faults;
    }

    private void met(Mode fault) {
        faults.merge(fault, 1, Integer::sum);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target)) {
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            var answers = threads.submit(() -> answer(client, upstream));
            request(client, upstream);
            upstream.shutdownOutput();
            answers.get();
        } catch (Exception e) {
            // The connection ends, which is what its peers see.
        }
    }

    private void request(Socket client, Socket upstream) throws IOException {
        byte[] buffer = new byte[64 << 10];
        InputStream in = client.getInputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            Mode now = mode;
            if (now == Mode.UNAVAILABLE || (now == Mode.READ_ONLY && writes(buffer))) {
                met(now);
                client.getOutputStream()
                        .write("HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                client.close();
                upstream.close();
                return;
            }
            if (now == Mode.HANG) {
                met(now);
                while (mode == Mode.HANG) {
                    pause(BETWEEN_LOOKS);
                }
            }
            upstream.getOutputStream().write(buffer, 0, count);
        }
    }

    private static boolean writes(byte[] request) {
        String method = new String(request, 0, 5, StandardCharsets.US_ASCII);
        return method.startsWith("PUT ") || method.startsWith("POST ");
    }

    private Void answer(Socket client, Socket upstream) throws IOException {
        byte[] buffer = new byte[64 << 10];
        InputStream in = upstream.getInputStream();
        OutputStream out = client.getOutputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (mode == Mode.DROP_ANSWERS) {
                met(Mode.DROP_ANSWERS);
                client.close();
                return null;
            }
            if (mode == Mode.SLOW) {
                met(Mode.SLOW);
                pause(LATE);
            }
            out.write(buffer, 0, count);
        }
        return null;
    }

    private static void pause(Duration duration) throws IOException {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
