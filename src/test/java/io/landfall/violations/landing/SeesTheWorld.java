package io.landfall.violations.landing;

import com.databricks.sdk.WorkspaceClient;
import io.delta.kernel.Table;
import io.landfall.violations.decode.Decoder;
import io.landfall.violations.record.RawRecord;
import io.micrometer.core.instrument.MeterRegistry;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.spark.sql.SparkSession;
import software.amazon.awssdk.services.s3.S3Client;

record SeesTheWorld(
        Decoder stage,
        RawRecord raw,
        S3Client aws,
        MeterRegistry micrometer,
        Admin kafka,
        SparkSession spark,
        Table delta,
        WorkspaceClient databricks,
        KafkaRaftServer broker) {}
