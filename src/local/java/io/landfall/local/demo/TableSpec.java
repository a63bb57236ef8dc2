package io.landfall.local.demo;

import org.apache.avro.Schema;

/**
 * A table of the demo.
 *
 * @param name the bronze table's name
 * @param yaml its section of {@code landfall.yaml}, below {@code topic}, not indented
 */
record TableSpec(String name, String topic, int partitions, Schema schema, String yaml) {

    String subject() {
        return topic + "-value";
    }
}
