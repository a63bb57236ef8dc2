package io.landfall.doctor.kafka;

import io.landfall.config.LandfallConfig;
import io.landfall.config.ProcessingConfig.Guarantee;
import io.landfall.config.TableConfig;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import io.landfall.kafka.Cluster;
import io.landfall.topology.PipelineRunner;
import java.time.Duration;
import java.util.List;

/** Whether the longest transaction of the service is one that the brokers allow. */
final class Transactions implements DoctorCheck.Look {
    private static final String LIMIT = "transaction.max.timeout.ms";

    private final LandfallConfig config;
    private final Cluster cluster;

    Transactions(LandfallConfig config, Cluster cluster) {
        this.config = config;
        this.cluster = cluster;
    }

    @Override
    public List<CheckResult> look() {
        if (config.processing().guarantee() != Guarantee.EXACTLY_ONCE_V2) {
            throw new DoctorCheck.NotNow("guarantee is at_least_once, which needs no transactions");
        }
        Duration longest = config.tables().values().stream()
                .map(this::rollEvery)
                .map(every -> PipelineRunner.transactionTimeout(
                        every, config.landing().timeout()))
                .max(Duration::compareTo)
                .orElseThrow();
        long allowed = cluster.brokerSettings().values().stream()
                .mapToLong(broker -> Long.parseLong(broker.get(LIMIT)))
                .min()
                .orElseThrow();
        String figures = LIMIT + " is " + allowed + ", the service needs " + longest.toMillis();
        return List.of(
                longest.toMillis() <= allowed
                        ? CheckResult.ok(CheckName.TRANSACTIONS, "", figures)
                        : CheckResult.of(CheckName.TRANSACTIONS, Fault.TRANSACTION_TOO_LONG, "", figures));
    }

    private Duration rollEvery(TableConfig table) {
        return table.landing().rollEvery().orElse(config.landing().rollEvery());
    }
}
