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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between clients and an HTTP server, and misbehaves when it is told to. */
final class FaultProxy implements AutoCloseable {
    /** How it treats connections and their bytes from now on. */
    enum Mode {
        /** As if it was not there. */
        PASS,
        /** Each request is answered with 503 and does not reach the server. */
        UNAVAILABLE,
        /** Likewise, but only requests that write. */
        READ_ONLY,
        /** Bytes are taken, and neither passed on nor answered. */
        HANG,
        /** Requests reach the server and take effect; the connection ends instead of the answer. */
        DROP_ANSWERS
    }

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final ServerSocket server;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong faults = new AtomicLong();
    private volatile Mode mode = Mode.PASS;

    FaultProxy(URI target) throws IOException {
        this.target = target.getPort();
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    void mode(Mode next) {
        mode = next;
    }

    /** Connections that met a fault. */
    long faults() {
        return faults.get();
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
            if (mode == Mode.UNAVAILABLE || (mode == Mode.READ_ONLY && writes(buffer))) {
                faults.incrementAndGet();
                client.getOutputStream()
                        .write("HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                client.close();
                upstream.close();
                return;
            }
            if (mode == Mode.HANG) {
                faults.incrementAndGet();
                while (mode == Mode.HANG) {
                    pause();
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
                faults.incrementAndGet();
                client.close();
                return null;
            }
            out.write(buffer, 0, count);
        }
        return null;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
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
