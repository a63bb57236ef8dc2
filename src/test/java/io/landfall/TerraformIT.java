package io.landfall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.landfall.proof.Proof;
import io.landfall.proof.Slow;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The Terraform of this repository, by its own check. Where Terraform, Node.js or the AWS provider are missing, that is said
 * aloud and the tests are skipped; with LANDFALL_REQUIRE_TERRAFORM=1, as CI sets it, they fail.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Slow(seconds = 240, why = "Terraform's check is one program, and each build has to run it")
class TerraformIT {
    /** The check's exit code where something that it needs is missing. */
    private static final int NOT_CHECKED = 2;

    private static final boolean REQUIRED = "1".equals(System.getenv("LANDFALL_REQUIRE_TERRAFORM"));

    @Test
    void shouldFormatValidateAndPassItsTests() throws IOException, InterruptedException {
        assertThat(outputOf("terraform/check"))
                .contains("fmt", "modules/aws", "modules/databricks", "modules/service", "environments/production")
                .endsWith("all is well\n");
    }

    @Proof("Terraform's check catches each mistake that is planted")
    @Test
    void shouldCatchEachPlantedMistake() throws IOException, InterruptedException {
        assertThat(outputOf("terraform/check", "--self-test").lines().filter(line -> line.startsWith("caught ")))
                .hasSizeGreaterThanOrEqualTo(15);
    }

    private static String outputOf(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        int exit = process.waitFor();
        if (exit == NOT_CHECKED && !REQUIRED) {
            String message = "TERRAFORM WAS NOT CHECKED: `%s` ended with\n%s"
                    .formatted(String.join(" ", List.of(command)), output);
            System.err.println(message);
            abort(message);
        }
        assertThat(exit).as(output).isZero();
        return output;
    }
}
