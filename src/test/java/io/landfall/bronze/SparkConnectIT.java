package io.landfall.bronze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.landfall.bronze.maintenance.LandingLedger;
import io.landfall.bronze.spark.LocalSpark;
import io.landfall.landing.segment.Shard;
import io.landfall.local.bench.PeerClasspath;
import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.SparkProcess;
import io.landfall.proof.Proof;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The programs as on serverless compute: their jar, beside nothing but the client of Spark Connect, and a real server with
 * Delta.
 */
@Proof(
        "On serverless compute, with a client of Spark Connect and nothing beside it, the jobs do what they do elsewhere")
class SparkConnectIT extends BronzeOnSpark {
    private static int port;
    private static final Instant LONG_AGO = Instant.parse("2018-05-01T10:00:00Z");
    private static final Schema DOCUMENTED = orders().name("remark")
            .doc("What was said")
            .type()
            .nullable()
            .stringType()
            .noDefault()
            .endRecord();
    private static final Path PEERS = Path.of("target", "peers").toAbsolutePath();

    @Test
    void shouldIngestAndMaintainAsOnServerlessCompute() throws Exception {
        try (ChildJvm server = server()) {
            assertThat(server.isAlive()).isTrue();
            segments.at(LONG_AGO).land(shard, 0, 10, DOCUMENTED, BronzeOnSpark::order);
            segments.land(new Shard(table, 1, "inventory.orders", 1), 0, 3, DOCUMENTED, BronzeOnSpark::order);
            client("BronzeJob", "--max-files", "1");
            segments.land(shard, 10, 12, DOCUMENTED, BronzeOnSpark::order);
            client("BronzeJob");
            client("BronzeJob");
            client("BronzeJob", "--explain");
            assertThat(folder.resolve("BronzeJob.log"))
                    .content()
                    .contains("columns: of " + shard.segmentAt(10).path(), "`remark` STRING COMMENT 'What was said'");

            assertThat(offsetsOf(0)).isEqualTo(IntStream.range(0, 12).boxed().toList());
            assertThat(offsetsOf(1)).containsExactly(0, 1, 2);
            assertThat(entries("INGEST"))
                    .extracting(entry -> entry.<String>getAs("status"), entry -> entry.<Long>getAs("records_affected"))
                    .containsExactly(tuple("SUCCESS", 10L), tuple("SUCCESS", 3L), tuple("SUCCESS", 2L));
            assertThat(entries("JOB_STOP")).hasSize(3);
            assertThat(bronze(table).schema().apply("remark").getComment().get())
                    .isEqualTo("What was said");

            client("MaintenanceJob");

            assertThat(offsetsOf(0)).containsExactly(10, 11);
            Row told = entries("MAINTENANCE").get(0);
            assertThat(told.<String>getAs("status")).isEqualTo("SUCCESS");
            assertThat(told.<Long>getAs("records_affected")).isEqualTo(15);
            assertThat(details(told))
                    .containsEntry("segments_noted", "3")
                    .containsEntry("segments_unreadable", "0")
                    .containsEntry("rows_deleted", "10")
                    .containsEntry("fields_erased.ship.city", "5");
            assertThat(bronze(table).where("ship.city IS NOT NULL").count()).isZero();
            assertThat(bronze(LandingLedger.TABLE).collectAsList())
                    .allSatisfy(segment -> assertThat(segment.<Long>getAs("rows_ingested"))
                            .isEqualTo(segment.<Long>getAs("rows_landed")))
                    .hasSize(3);
        }
    }

    private ChildJvm server() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> options = new ArrayList<>(SparkProcess.options());
        options.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        Map<String, String> settings =
                LocalSpark.settings(folder.resolve("warehouse").toUri().toString());
        settings.put("spark.master", "local[2]");
        settings.put("spark.connect.grpc.binding.port", Integer.toString(port));
        settings.forEach((name, value) -> options.add("-D" + name + "=" + value));
        ChildJvm server = ChildJvm.start(
                new ChildJvm.Program(
                        "spark-connect",
                        "org.apache.spark.sql.connect.service.SparkConnectServer",
                        PeerClasspath.of("spark-connect-server", PEERS),
                        options,
                        List.of()),
                folder);
        Awaitility.await("the server; its log is " + server.log())
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptionsInstanceOf(ConnectException.class)
                .until(() -> {
                    new Socket(InetAddress.getLoopbackAddress(), port).close();
                    return true;
                });
        return server;
    }

    private void client(String program, String... more) throws IOException, InterruptedException {
        Path config = configFile("retention: 7y, field_retention: { ship.city: 1d }");
        List<String> classPath = new ArrayList<>(List.of(bronzeJar().toString()));
        List<String> peer = PeerClasspath.of("spark-connect-client", PEERS);
        classPath.addAll(peer.subList(1, peer.size()));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                String.join(File.pathSeparator, classPath),
                "io.landfall.bronze." + program,
                "--config",
                config.toString(),
                "--source",
                "listing",
                "--landing-root",
                folder.resolve("landing").toString(),
                "--job-id",
                "job-1"));
        command.addAll(List.of(more));
        Path log = folder.resolve(program + ".log");
        ProcessBuilder client = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        client.environment().put("SPARK_REMOTE", "sc://127.0.0.1:" + port);
        Process process = client.start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(log.toString()).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path bronzeJar() {
        Path service = Path.of(System.getProperty("landfall.jar"));
        return service.resolveSibling(service.getFileName().toString().replace("landfall-", "landfall-bronze-"));
    }

    private Dataset<Row> bronze(String name) {
        return spark.read()
                .format("delta")
                .load(folder.resolve("warehouse/inventory_bronze.db/" + name).toString());
    }

    private List<Integer> offsetsOf(int partition) {
        return bronze(table).where("source_partition = " + partition).collectAsList().stream()
                .map(row -> row.<Long>getAs("source_offset").intValue())
                .sorted()
                .toList();
    }

    private List<Row> entries(String operation) {
        return bronze("bz_audit_log")
                .where("operation_type = '" + operation + "'")
                .orderBy("end_timestamp")
                .collectAsList();
    }
}
