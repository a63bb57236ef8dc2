package io.landfall.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether the service can work (ready) and whether it still makes sense to wait for that (live). Ready while each named
 * condition holds; live until something is past repair. Any thread may tell or ask.
 */
public final class Health {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Per condition why it does not hold; empty while it does. */
    private final Map<String, String> conditions = new ConcurrentHashMap<>();

    private final Map<String, String> failures = new ConcurrentHashMap<>();

    /** Expects each of these conditions to be told about; until then it does not hold. */
    public Health(String... conditions) {
        for (String condition : conditions) {
            this.conditions.put(condition, "starting");
        }
    }

    /** A condition holds from now on. */
    public void ready(String condition) {
        conditions.put(condition, "");
    }

    /** A condition does not hold for now. The reason is for people, and public. */
    public void notReady(String condition, String reason) {
        conditions.put(condition, reason.isEmpty() ? "unknown" : reason);
    }

    /** Only a restart can help. The reason is for people, and public. */
    public void failed(String part, String reason) {
        failures.put(part, reason.isEmpty() ? "unknown" : reason);
    }

    /** Whether all conditions hold, and nothing is past repair. */
    public Report readiness() {
        Map<String, String> all = new TreeMap<>(conditions);
        all.putAll(failures);
        return new Report(all);
    }

    /** Whether nothing is past repair. */
    public Report liveness() {
        return new Report(new TreeMap<>(failures));
    }

    /**
     * What holds and what does not, at one moment.
     *
     * @param reasons by condition why it does not hold; empty if it does
     */
    public record Report(Map<String, String> reasons) {
        public Report {
            reasons = Map.copyOf(reasons);
        }

        /** Whether everything holds. */
        public boolean ok() {
            return reasons.values().stream().allMatch(String::isEmpty);
        }

        /** As {@code {"ok":false,"conditions":{"kafka":{"ok":true},"landing":{"ok":false,"reason":"…"}}}}. */
        public String json() {
            ObjectNode json = JSON.createObjectNode().put("ok", ok());
            ObjectNode conditions = json.putObject("conditions");
            new TreeMap<>(reasons).forEach((condition, reason) -> {
                ObjectNode one = conditions.putObject(condition).put("ok", reason.isEmpty());
                if (!reason.isEmpty()) {
                    one.put("reason", reason);
                }
            });
            try {
                return JSON.writeValueAsString(json);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a tree of texts is always JSON", e);
            }
        }
    }
}
