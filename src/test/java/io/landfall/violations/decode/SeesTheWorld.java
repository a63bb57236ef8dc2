package io.landfall.violations.decode;

import io.landfall.violations.landing.Allowed;
import io.landfall.violations.ops.AllowedMetrics;
import org.apache.kafka.streams.KafkaStreams;

record SeesTheWorld(Allowed landing, AllowedMetrics ops, KafkaStreams streams) {}
