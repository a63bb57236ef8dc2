package io.landfall.local.stack;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** Formats the storage folder of a broker where that has not happened, and runs the broker. */
public final class BrokerMain {
    private BrokerMain() {}

    /** The argument is the broker's properties file. */
    public static void main(String[] args) throws Exception {
        Properties properties = read(Path.of(args[0]));
        String folder = properties.getProperty("log.dirs");
        if (!Files.exists(Path.of(folder, "meta.properties"))) {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
                    .addDirectory(folder)
                    .setMetadataLogDirectory(folder)
                    .setControllerListenerName(properties.getProperty("controller.listener.names"))
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .run();
        }
        Kafka.main(args);
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
