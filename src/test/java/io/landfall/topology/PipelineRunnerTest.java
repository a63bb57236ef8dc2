package io.landfall.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.landfall.decode.UnsupportedSchemaException;
import io.landfall.decode.registry.RegistryRefusedException;
import io.landfall.decode.registry.RegistryUnavailableException;
import io.landfall.failure.StopsTheService;
import io.landfall.landing.LandingUnavailableException;
import io.landfall.landing.ShardLostException;
import io.landfall.landing.ShardRefusedException;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import io.landfall.record.SchemaMismatchException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PipelineRunnerTest {
    static Stream<Throwable> stopping() {
        return Stream.of(
                new ShardRefusedException("the group was reset"),
                new RegistryRefusedException("wrong login"),
                new UnsupportedSchemaException("address", "a record within itself"),
                new SchemaMismatchException("no such field"),
                new OutOfMemoryError("Java heap space"));
    }

    static Stream<Throwable> passing() {
        return Stream.of(
                new RegistryUnavailableException("no answer", new TimeoutException("after 30 s")),
                new ShardLostException(new SegmentKey(new Shard("bz_orders", 1, "orders", 0), 0)),
                new LandingUnavailableException("the store is down", new TimeoutException("after 30 s")),
                new TimeoutException("no broker"),
                RecordFailedException.of(new NumberFormatException("no number")),
                new IllegalArgumentException("not a schema's"));
    }

    @ParameterizedTest
    @MethodSource("stopping")
    void shouldStopForWhatANewThreadWouldMeetAgain(Throwable failure) {
        assertThat(PipelineRunner.reasonToStop(failure)).containsSame(failure);
        assertThat(PipelineRunner.reasonToStop(new StreamsException("in a task", new RuntimeException(failure))))
                .as("as a cause")
                .containsSame(failure);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void shouldReplaceTheThreadForWhatMayPass(Throwable failure) {
        assertThat(PipelineRunner.reasonToStop(failure)).isEmpty();
        assertThat(PipelineRunner.reasonToStop(new StreamsException("in a task", failure)))
                .isEmpty();
    }

    @Test
    void shouldGiveTheOutermostReason() {
        Throwable outer = new UnsupportedSchemaException("", "not a record");
        outer.initCause(new SchemaMismatchException("no such field"));

        assertThat(PipelineRunner.reasonToStop(outer)).containsSame(outer);
    }

    @Test
    void shouldStopForNoOtherException() {
        assertThat(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.landfall").stream()
                                .filter(type -> !type.isInterface() && type.isAssignableTo(StopsTheService.class))
                                .map(JavaClass::getSimpleName))
                .as("all others end one thread, which is replaced")
                .containsExactlyInAnyOrder(
                        "ShardRefusedException",
                        "RegistryRefusedException",
                        "UnsupportedSchemaException",
                        "SchemaMismatchException");
    }
}
