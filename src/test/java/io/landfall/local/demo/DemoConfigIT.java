package io.landfall.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.config.yaml.ConfigLoader;
import io.landfall.local.stack.SharedStack;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoConfigIT {
    @Test
    void shouldWriteAConfigurationThatLoads(@TempDir Path temp) {
        StateFolder folder = StateFolder.at(temp);
        GeneratedSource source = new GeneratedSource(OptionalLong.empty(), folder, Clock.systemUTC());
        Path file = DemoConfig.write(source, SharedStack.get(), folder, 12345);
        LandfallConfig config = ConfigLoader.load(file, Optional.empty());
        assertThat(config.application()).isEqualTo("demo");
        assertThat(config.service().port()).isEqualTo(12345);
        for (TableSpec spec : source.tables()) {
            TableConfig table = config.tables().get(spec.name());
            assertThat(table.source().topic()).isEqualTo(spec.topic());
            assertThat(table.source().subject()).isEqualTo(spec.subject());
            assertThat(table.dedupe()).isPresent();
            assertThat(table.quality().required()).isNotEmpty();
        }
    }
}
