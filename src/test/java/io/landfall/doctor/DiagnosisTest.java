package io.landfall.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private static final Diagnosis DIAGNOSIS = new Diagnosis(List.of(
            CheckResult.ok(CheckName.BROKERS, "", "1 broker"),
            CheckResult.of(CheckName.TOPICS, Fault.TOPIC_MISSING, "orders", ""),
            CheckResult.of(CheckName.GROUPS, Fault.GROUP_IDLE, "inventory", "5 offsets behind"),
            CheckResult.skipped(CheckName.LOGIN, "no workspace")));

    @Test
    void shouldShowATableWithHowToMend() {
        assertThat(DiagnosisText.of(DIAGNOSIS, false))
                .isEqualTo(
                        """
                        ok      kafka/brokers                1 broker
                        FAIL    kafka/topics      orders     The topic does not exist
                                                             Remedy: %s
                        warn    kafka/groups      inventory  The consumer group has no members: 5 offsets behind
                                                             Remedy: %s
                        skipped databricks/login             no workspace

                        failed: 1 ok, 1 warn, 1 fail, 1 skipped
                        """
                                .formatted(Fault.TOPIC_MISSING.remedy(), Fault.GROUP_IDLE.remedy()));
    }

    @Test
    void shouldColourTheStatusOnly() {
        String coloured = DiagnosisText.of(DIAGNOSIS, true);

        assertThat(coloured).contains("\u001b[32mok\u001b[0m      kafka/brokers", "\u001b[1;31mFAIL\u001b[0m    kafka");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(DiagnosisText.of(DIAGNOSIS, false));
    }

    @Test
    void shouldTellProgramsTheSame() throws IOException {
        JsonNode json = new JsonMapper().readTree(DiagnosisJson.of(DIAGNOSIS));

        assertThat(json.get("format").asInt()).isEqualTo(2);
        assertThat(json.get("passed").asBoolean()).isFalse();
        assertThat(json.get("fail").asInt()).isEqualTo(1);
        assertThat(json.get("skipped").asInt()).isEqualTo(1);
        assertThat(json.at("/findings/0"))
                .isEqualTo(new JsonMapper()
                        .readTree("{\"check\":\"kafka/brokers\",\"status\":\"ok\",\"found\":\"1 broker\"}"));
        assertThat(json.at("/findings/2/fault").asText()).isEqualTo("group-idle");
        assertThat(json.at("/findings/2/subject").asText()).isEqualTo("inventory");
        assertThat(json.at("/findings/2/remedy").asText()).isEqualTo(Fault.GROUP_IDLE.remedy());
    }

    @Test
    void shouldHaveATextForEachFault() {
        assertThat(Fault.values()).allSatisfy(fault -> {
            assertThat(fault.meaning()).isNotBlank().doesNotEndWith(".");
            assertThat(fault.remedy()).matches("(?s).+[.?]");
        });
    }
}
