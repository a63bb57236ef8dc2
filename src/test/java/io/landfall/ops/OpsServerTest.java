package io.landfall.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.config.ServiceConfig;
import io.landfall.config.ServiceConfig.LogFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpsServerTest {
    private final Health health = new Health("kafka");
    private final ServiceMetrics metrics = new ServiceMetrics();
    private final HttpClient client = HttpClient.newHttpClient();
    private OpsServer server;

    @BeforeEach
    void start() {
        server = OpsServer.start(onPort(0), Route.watching(health, metrics));
    }

    @AfterEach
    void stop() {
        server.close();
        metrics.close();
    }

    @Test
    void shouldServeMetricsForPrometheus() throws Exception {
        metrics.table("bz_orders").read(5);

        HttpResponse<String> answer = ask("GET", "/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(Scrape.parse(answer.body()).samples())
                .containsEntry("landfall_records_read_total{table=\"bz_orders\"}", 5.0);
    }

    @Test
    void shouldAnswerNotReadyWithTheReasonUntilReady() throws Exception {
        health.notReady("kafka", "no broker answers");

        HttpResponse<String> before = ask("GET", "/health/ready");
        health.ready("kafka");
        HttpResponse<String> after = ask("GET", "/health/ready");

        assertThat(before.statusCode()).isEqualTo(503);
        assertThat(before.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(before.body())
                .isEqualTo("{\"ok\":false,\"conditions\":{\"kafka\":{\"ok\":false,\"reason\":\"no broker answers\"}}}");
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.body()).isEqualTo("{\"ok\":true,\"conditions\":{\"kafka\":{\"ok\":true}}}");
    }

    @Test
    void shouldAnswerLiveUntilSomethingIsPastRepair() throws Exception {
        HttpResponse<String> before = ask("GET", "/health/live");
        health.failed("streams", "all threads ended");
        HttpResponse<String> after = ask("GET", "/health/live");

        assertThat(before.statusCode()).isEqualTo(200);
        assertThat(after.statusCode()).isEqualTo(503);
        assertThat(after.body()).contains("all threads ended");
    }

    @Test
    void shouldNameItsPages() throws Exception {
        assertThat(ask("GET", "/").body()).contains("/metrics", "/health/live", "/health/ready");
    }

    @Test
    void shouldServeNothingElse() throws Exception {
        assertThat(ask("GET", "/metrics/secret").statusCode()).isEqualTo(404);
        assertThat(ask("POST", "/metrics").statusCode()).isEqualTo(405);
    }

    @Test
    void shouldSayWhichPathsThereAre() throws Exception {
        HttpResponse<String> answer = ask("GET", "/health");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(answer.body()).isEqualTo("not found; there is:\n/\n/metrics\n/health/live\n/health/ready\n");
    }

    @Test
    void shouldSayWhichMethodsThereAre() throws Exception {
        HttpResponse<String> answer = ask("POST", "/health/live");

        assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(answer.body()).isEqualTo("only GET\n");
    }

    @Test
    void shouldAnswerHeadWithoutABody() throws Exception {
        HttpResponse<String> answer = ask("HEAD", "/health/live");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void shouldNameTheAddressThatIsTaken() {
        assertThatThrownBy(() -> OpsServer.start(onPort(server.port()), List.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("127.0.0.1:" + server.port());
    }

    @Test
    void shouldFreeItsPortOnClose() {
        server.close();

        assertThatThrownBy(() -> ask("GET", "/health/live")).isInstanceOf(ConnectException.class);
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private static ServiceConfig onPort(int port) {
        return new ServiceConfig("127.0.0.1", port, "test", LogFormat.TEXT);
    }
}
