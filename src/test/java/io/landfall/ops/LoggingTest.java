package io.landfall.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.config.ServiceConfig.LogFormat;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.ServiceLoader;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.slf4j.SLF4JServiceProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class LoggingTest {

    @AfterEach
    void backToDefault() {
        System.clearProperty(Logging.FORMAT_PROPERTY);
    }

    @Test
    void shouldHaveExactlyOneProviderOnTheClassPath() throws IOException {
        assertThat(ServiceLoader.load(org.slf4j.spi.SLF4JServiceProvider.class))
                .singleElement()
                .isInstanceOf(SLF4JServiceProvider.class);
        assertThat(Collections.list(
                        LoggerFactory.class.getClassLoader().getResources("org/slf4j/impl/StaticLoggerBinder.class")))
                .as("bindings of SLF4J 1")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.parquet.hadoop.InternalParquetRecordWriter",
                "org.apache.parquet.io.MessageColumnIO",
                "org.apache.hadoop.conf.Configuration",
                "org.apache.kafka.streams.KafkaStreams",
                "software.amazon.awssdk.request"
            })
    void shouldKeepNoisyLibrariesAtWarningsInProductionAndInTests(String logger) throws URISyntaxException {
        assertThat(production().getLoggerConfig(logger).getLevel()).isEqualTo(Level.WARN);
        assertThat(LoggerFactory.getLogger(logger).isInfoEnabled()).isFalse();
    }

    @Test
    void shouldReportItsOwnDoings() throws URISyntaxException {
        assertThat(production().getLoggerConfig("io.landfall.landing.Gate").getLevel())
                .isEqualTo(Level.INFO);
    }

    @Test
    void shouldWriteTextByDefault() throws URISyntaxException {
        assertThat(line(production())).endsWith("landed 3 rows" + System.lineSeparator());
    }

    @Test
    void shouldWriteOneJsonDocumentPerLineOnceToldTo() throws Exception {
        Logging.use(LogFormat.JSON);

        String line = line(production());

        assertThat(line.strip()).doesNotContain("\n");
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.path("message").asText()).isEqualTo("landed 3 rows");
        assertThat(json.path("log.level").asText()).isEqualTo("INFO");
        assertThat(json.path("service.name").asText()).isEqualTo("landfall");
    }

    @Test
    void shouldNotGoSilentWhileTheServiceShutsDown() throws URISyntaxException {
        assertThat(production().isShutdownHookEnabled()).isFalse();
    }

    /** The configuration that ships; tests themselves run with a quieter one. */
    private static Configuration production() throws URISyntaxException {
        URI file = LoggingTest.class.getResource("/log4j2.xml").toURI();
        LoggerContext context = new LoggerContext("production");
        Configuration configuration = ConfigurationFactory.getInstance().getConfiguration(context, "production", file);
        configuration.initialize();
        return configuration;
    }

    private static String line(Configuration configuration) {
        Log4jLogEvent event = Log4jLogEvent.newBuilder()
                .setLoggerName("io.landfall.landing.Gate")
                .setLevel(Level.INFO)
                .setMessage(new SimpleMessage("landed 3 rows"))
                .build();
        return configuration
                .getRootLogger()
                .getAppenders()
                .values()
                .iterator()
                .next()
                .getLayout()
                .toSerializable(event)
                .toString();
    }
}
