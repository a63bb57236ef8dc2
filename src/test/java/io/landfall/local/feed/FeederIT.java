package io.landfall.local.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.local.stack.SharedStack;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FeederIT {
    private static final Map<GeneratedTable, Integer> IDS =
            Arrays.stream(GeneratedTable.values()).collect(Collectors.toMap(table -> table, table -> 1));

    @Test
    void shouldProduceEachMessageOnceWhenItContinuesAfterAKill() {
        List<Message> messages = new Generator(1, IDS).block(0, Generator.BLOCK, Instant.EPOCH);
        Map<String, Long> begin;
        try (Feeder killed = feeder()) {
            killed.send(messages.get(0));
            killed.flush();
            begin = killed.positions();
            messages.subList(1, 400).forEach(killed::send);
        }
        try (Feeder next = feeder()) {
            next.rewind(begin);
            messages.subList(1, messages.size()).forEach(next::send);
            next.flush();
            assertThat(sum(next.positions())).isEqualTo(messages.size());
        }
        try (Feeder later = feeder()) {
            assertThat(sum(later.positions())).isEqualTo(messages.size());
        }
    }

    private static Feeder feeder() {
        Map<String, Feeder.Topic> topics = Arrays.stream(GeneratedTable.values())
                .collect(Collectors.toMap(
                        GeneratedTable::table,
                        table -> new Feeder.Topic("feeder." + table.table(), table.partitions())));
        return new Feeder(SharedStack.get().bootstrapServers(), topics);
    }

    private static long sum(Map<String, Long> positions) {
        return positions.values().stream().mapToLong(Long::longValue).sum();
    }
}
