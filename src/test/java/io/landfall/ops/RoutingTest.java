package io.landfall.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private static final Route LIVE = Route.get("/live", "what goes on", () -> page("live"));
    private static final Route PAUSE = new Route("POST", "/live", "stops it", () -> page("paused"));

    private final Routing routing = new Routing(List.of(LIVE, PAUSE));

    private static Page page(String body) {
        return new Page(200, Map.of(), body);
    }

    @Test
    void shouldAnswerByPathAndMethod() {
        assertThat(routing.answer("GET", "/live").body()).isEqualTo("live");
        assertThat(routing.answer("HEAD", "/live").body()).isEqualTo("live");
        assertThat(routing.answer("POST", "/live").body()).isEqualTo("paused");
    }

    @Test
    void shouldNameTheMethodsOfAPathForAnyOther() {
        Page answer = routing.answer("DELETE", "/live");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD, POST");
    }

    @Test
    void shouldNameThePathsForAnUnknownOneWhateverTheMethod() {
        Page answer = routing.answer("DELETE", "/liv");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("not found; there is:\n/\n/live\n");
    }

    @Test
    void shouldListWhatMachinesWatch() {
        try (ServiceMetrics metrics = new ServiceMetrics()) {
            assertThat(new Routing(Route.watching(new Health(), metrics)).answer("GET", "/"))
                    .isEqualTo(
                            new Page(
                                    200,
                                    Map.of("Content-Type", "text/html; charset=utf-8"),
                                    """
                                    <!DOCTYPE html>
                                    <html lang="en">
                                    <title>Landfall</title>
                                    <h1>Landfall</h1>
                                    <ul>
                                    <li><a href="/metrics">/metrics</a>: for Prometheus
                                    <li><a href="/health/live">/health/live</a>: 503 if only a restart can help
                                    <li><a href="/health/ready">/health/ready</a>: 503, with the reasons, while it cannot work
                                    </ul>
                                    </html>
                                    """));
        }
    }

    @Test
    void shouldListOnlyWhatABrowserCanShow() {
        assertThat(routing.answer("GET", "/").body()).contains("what goes on").doesNotContain("stops it");
    }

    @Test
    void shouldLeaveTheRootToARouteOfItsOwn() {
        assertThat(new Routing(List.of(Route.get("/", "all", () -> page("mine"))))
                        .answer("GET", "/")
                        .body())
                .isEqualTo("mine");
    }

    @Test
    void shouldRefuseTwoRoutesForOneRequest() {
        assertThatThrownBy(() -> new Routing(List.of(LIVE, LIVE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two routes for GET /live");
    }

    @Test
    void shouldRefuseWhatNoRequestAsksFor() {
        assertThatThrownBy(() -> Route.get("live", "no path", () -> page("")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Route("HEAD", "/live", "a GET has it", () -> page("")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
