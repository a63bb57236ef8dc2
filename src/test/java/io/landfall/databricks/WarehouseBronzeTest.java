package io.landfall.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.databricks.sdk.core.DatabricksConfig;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.landfall.reconcile.BronzeSource.Batch;
import io.landfall.reconcile.ReconcileException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real SDK against a server on this machine, which answers as the REST API reference of Databricks says. */
class WarehouseBronzeTest {
    private static final String STATEMENTS = "/api/2.0/sql/statements";

    private static final String PENDING = "{\"statement_id\":\"s1\",\"status\":{\"state\":\"PENDING\"}}";

    private static List<Batch> read(Workspace workspace) {
        return read(workspace, Duration.ofMillis(1));
    }

    private static List<Batch> read(Workspace workspace, Duration pause) {
        DatabricksConfig config = new DatabricksConfig()
                .setHost(workspace.uri().toString())
                .setToken("TOKEN")
                .setAuthType("pat")
                .setDisableRetries(true);
        List<Batch> batches = new ArrayList<>();
        new WarehouseBronze(config, "w1", "prod", "inventory_bronze", pause).read("bz_orders", batches::add);
        return batches;
    }

    private static String succeeded(String result) {
        return "{\"statement_id\":\"s1\",\"status\":{\"state\":\"SUCCEEDED\"},\"manifest\":{},\"result\":" + result
                + "}";
    }

    private static String failed(String message) {
        return "{\"statement_id\":\"s1\",\"status\":{\"state\":\"FAILED\",\"error\":{\"error_code\":\"BAD_REQUEST\","
                + "\"message\":\"" + message + "\"}}}";
    }

    @Test
    void shouldCountRowsByBatch() throws IOException {
        try (Workspace workspace = Workspace.answering(succeeded(
                "{\"data_array\":[[\"\",\"1\",\"1\",\"4\",\"4\"],[\"bz_orders/g0001/orders/00000/00000000000000000000\","
                        + "\"11\",\"10\",\"0\",\"9\"]]}"))) {
            assertThat(read(workspace))
                    .containsExactly(
                            new Batch("", 1, 1, 4, 4),
                            new Batch("bz_orders/g0001/orders/00000/00000000000000000000", 11, 10, 0, 9));

            JsonNode request =
                    new JsonMapper().readTree(workspace.requests().get(0).body());
            assertThat(workspace.requests().get(0).line()).isEqualTo("POST " + STATEMENTS);
            assertThat(workspace.requests().get(0).authorization()).isEqualTo("Bearer TOKEN");
            assertThat(request.get("warehouse_id").asText()).isEqualTo("w1");
            assertThat(request.get("statement").asText())
                    .isEqualTo("SELECT coalesce(batch_id, ''), count(*), count(DISTINCT coalesce(source_offset, -1)),"
                            + " min(coalesce(source_offset, -1)), max(coalesce(source_offset, -1))"
                            + " FROM `prod`.`inventory_bronze`.`bz_orders`"
                            + " GROUP BY batch_id ORDER BY batch_id NULLS FIRST LIMIT 50000");
        }
    }

    @Test
    void shouldWaitForTheStatementAndReadAllItsChunks() {
        try (Workspace workspace = Workspace.answering(
                PENDING,
                "{\"statement_id\":\"s1\",\"status\":{\"state\":\"RUNNING\"}}",
                succeeded(
                        "{\"chunk_index\":0,\"next_chunk_index\":1,\"data_array\":[[\"a\",\"1\",\"1\",\"0\",\"0\"]]}"),
                "{\"chunk_index\":1,\"data_array\":[[\"b\",\"2\",\"2\",\"0\",\"1\"]]}")) {
            assertThat(read(workspace)).extracting(Batch::id).containsExactly("a", "b");
            assertThat(workspace.requests())
                    .extracting(Workspace.Request::line)
                    .containsExactly(
                            "POST " + STATEMENTS,
                            "GET " + STATEMENTS + "/s1",
                            "GET " + STATEMENTS + "/s1",
                            "GET " + STATEMENTS + "/s1/result/chunks/1");
        }
    }

    @Test
    void shouldCancelAStatementThatItIsInterruptedInWaitingFor() throws InterruptedException {
        try (Workspace workspace = Workspace.answering(PENDING, "{}")) {
            FutureTask<List<Batch>> reading = new FutureTask<>(() -> read(workspace, Duration.ofMinutes(10)));
            Thread thread = new Thread(reading);
            thread.start();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> !workspace.requests().isEmpty());
            thread.interrupt();

            assertThatThrownBy(() -> reading.get(1, TimeUnit.MINUTES))
                    .hasCauseInstanceOf(ReconcileException.class)
                    .hasMessageContaining("interrupted while waiting for Databricks");
            assertThat(workspace.requests())
                    .extracting(Workspace.Request::line)
                    .containsExactly("POST " + STATEMENTS, "POST " + STATEMENTS + "/s1/cancel");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    void shouldCancelAStatementThatItIsNotToldTheEndOf(int canceled) {
        try (Workspace workspace = Workspace.answering(PENDING)
                .then(403, "{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"not yours\"}")
                .then(canceled, "{}")) {
            assertThatThrownBy(() -> read(workspace))
                    .isInstanceOf(ReconcileException.class)
                    .hasMessage("Databricks: not yours");
            assertThat(workspace.requests())
                    .extracting(Workspace.Request::line)
                    .containsExactly(
                            "POST " + STATEMENTS, "GET " + STATEMENTS + "/s1", "POST " + STATEMENTS + "/s1/cancel");
        }
    }

    @Test
    void shouldGoOnAfterAFullPage() {
        String full = IntStream.range(0, WarehouseBronze.PAGE)
                .mapToObj("[\"%08d\",\"1\",\"1\",\"0\",\"0\"]"::formatted)
                .collect(Collectors.joining(",", "{\"data_array\":[", "]}"));
        try (Workspace workspace =
                Workspace.answering(succeeded(full), succeeded("{\"data_array\":[[\"x\",\"1\",\"1\",\"0\",\"0\"]]}"))) {
            assertThat(read(workspace)).hasSize(WarehouseBronze.PAGE + 1);
            assertThat(workspace.requests().get(1).body())
                    .contains("WHERE batch_id > :after GROUP BY", "\"value\":\"00049999\"");
        }
    }

    @Test
    void shouldFindNothingInATableThatIsNotThereYet() {
        try (Workspace workspace = Workspace.answering(
                failed("[TABLE_OR_VIEW_NOT_FOUND] The table or view `prod`.`x` cannot be found."))) {
            assertThat(read(workspace)).isEmpty();
        }
    }

    @Test
    void shouldSayWhyItCannotCount() {
        try (Workspace workspace = Workspace.answering(failed("[INSUFFICIENT_PERMISSIONS] no SELECT"))) {
            assertThatThrownBy(() -> read(workspace))
                    .isInstanceOf(ReconcileException.class)
                    .hasMessage("Databricks cannot count the rows of bz_orders: [INSUFFICIENT_PERMISSIONS] no SELECT");
        }
        try (Workspace workspace =
                Workspace.answering().then(403, "{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"not yours\"}")) {
            assertThatThrownBy(() -> read(workspace))
                    .isInstanceOf(ReconcileException.class)
                    .hasMessage("Databricks: not yours");
        }
    }

    @Test
    void shouldSayThatThereIsNoWorkspace() {
        DatabricksConfig nowhere =
                new DatabricksConfig().setHost("http://127.0.0.1:1").setAuthType("none");

        assertThatThrownBy(() -> new WarehouseBronze(nowhere, "w1", "c", "s", Duration.ZERO).read("t", batch -> {}))
                .isInstanceOf(ReconcileException.class)
                .hasMessageContaining("the Databricks SDK finds no workspace");
    }
}
