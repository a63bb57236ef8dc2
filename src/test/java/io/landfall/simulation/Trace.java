package io.landfall.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What happened, in order. Kept only when a run is repeated to be read: most runs are not. */
final class Trace {
    private final boolean on;
    private final Timeline timeline;
    private final List<String> lines = new ArrayList<>();

    Trace(boolean on, Timeline timeline) {
        this.on = on;
        this.timeline = timeline;
    }

    void say(String who, Object... what) {
        if (on) {
            String text = Stream.of(what).map(String::valueOf).collect(Collectors.joining(" "));
            lines.add("%,9d ms  %-6s %s".formatted(timeline.now(), who, text));
        }
    }

    List<String> lines() {
        return lines;
    }
}
