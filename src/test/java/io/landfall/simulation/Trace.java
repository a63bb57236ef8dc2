package io.landfall.simulation;

import java.util.ArrayList;
import java.util.List;

/** What happened, in order. Kept only when a run is repeated to be read: most runs are not. */
final class Trace {
    private final boolean on;
    private final Timeline timeline;
    private final List<String> lines = new ArrayList<>();

    Trace(boolean on, Timeline timeline) {
        this.on = on;
        this.timeline = timeline;
    }

    void say(String who, String format, Object... values) {
        if (on) {
            lines.add("%,9d ms  %-6s %s".formatted(timeline.now(), who, format.formatted(values)));
        }
    }

    List<String> lines() {
        return lines;
    }
}
