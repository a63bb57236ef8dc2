package io.landfall.local.bench;

import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.Folders;
import io.landfall.local.stack.LocalClasspath;
import io.landfall.local.stack.LocalLogging;
import java.util.List;

/** {@link LimitMain}. */
final class Limit implements Contestant {
    @Override
    public Output run(ContestantRun run) {
        try (ChildJvm process = run.start(
                LimitMain.class.getName(),
                LocalClasspath.own(),
                List.of(LocalLogging.OPTION),
                List.of(
                        run.bootstrapServers(),
                        run.topic().name(),
                        run.topic().workload().name(),
                        Folders.create(run.output()).toString(),
                        Integer.toString(run.settings().threads())))) {
            run.awaitEnd(process);
        }
        return Output.of(run.output());
    }
}
