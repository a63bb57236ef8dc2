package io.landfall.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Diagnosis DIAGNOSIS = new Diagnosis(List.of(
            Finding.ok(CheckName.BROKERS, "", "1 broker"),
            Finding.of(CheckName.TOPICS, Fault.TOPIC_MISSING, "orders", ""),
            Finding.of(CheckName.GROUPS, Fault.GROUP_IDLE, "inventory", "5 offsets behind"),
            Finding.skipped(CheckName.LOGIN, "no workspace")));

    @Test
    void shouldShowATableWithHowToMend() {
        assertThat(ReportText.of(DIAGNOSIS, false))
                .isEqualTo(
                        """
                        ok      kafka/brokers                1 broker
                        FAIL    kafka/topics      orders     The topic does not exist
                                                             -> %s
                        warn    kafka/groups      inventory  The consumer group has no members: 5 offsets behind
                                                             -> %s
                        skipped databricks/login             no workspace

                        failed: 1 ok, 1 warn, 1 fail, 1 skipped
                        """
                                .formatted(Fault.TOPIC_MISSING.advice(), Fault.GROUP_IDLE.advice()));
    }

    @Test
    void shouldColourTheStatusOnly() {
        String coloured = ReportText.of(DIAGNOSIS, true);

        assertThat(coloured).contains("\u001b[32mok\u001b[0m      kafka/brokers", "\u001b[1;31mFAIL\u001b[0m    kafka");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(ReportText.of(DIAGNOSIS, false));
    }

    @Test
    void shouldTellProgramsTheSame() throws IOException {
        JsonNode json = new JsonMapper().readTree(ReportJson.of(DIAGNOSIS));

        assertThat(json.get("format").asInt()).isEqualTo(1);
        assertThat(json.get("passed").asBoolean()).isFalse();
        assertThat(json.get("fail").asInt()).isEqualTo(1);
        assertThat(json.get("skipped").asInt()).isEqualTo(1);
        assertThat(json.at("/findings/0"))
                .isEqualTo(new JsonMapper()
                        .readTree("{\"check\":\"kafka/brokers\",\"status\":\"ok\",\"found\":\"1 broker\"}"));
        assertThat(json.at("/findings/2/fault").asText()).isEqualTo("group-idle");
        assertThat(json.at("/findings/2/subject").asText()).isEqualTo("inventory");
        assertThat(json.at("/findings/2/mend").asText()).isEqualTo(Fault.GROUP_IDLE.advice());
    }

    @Test
    void shouldHaveATextForEachFault() {
        assertThat(Fault.values()).allSatisfy(fault -> {
            assertThat(fault.meaning()).isNotBlank().doesNotEndWith(".");
            assertThat(fault.advice()).matches("(?s).+[.?]");
        });
    }
}
