package io.landfall.local.bench;

import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.Folders;
import io.landfall.local.stack.LocalLogging;
import io.landfall.local.stack.SparkProcess;
import java.util.ArrayList;
import java.util.List;

/** {@link SparkMain}, with driver and executor in one process. */
final class SparkJob implements Contestant {
    @Override
    public Output run(ContestantRun run) {
        List<String> options = new ArrayList<>(SparkProcess.options());
        options.add("-Djava.io.tmpdir=" + Folders.create(run.folder().resolve("tmp")));
        options.add(LocalLogging.OPTION);
        try (ChildJvm process = run.start(
                SparkMain.class.getName(),
                PeerClasspath.of("spark", run.peers()),
                options,
                List.of(
                        run.bootstrapServers(),
                        run.topic().name(),
                        run.topic().workload().name(),
                        run.output().toString(),
                        run.folder().resolve("checkpoint").toString(),
                        Integer.toString(run.settings().threads())))) {
            run.awaitEnd(process);
        }
        return Output.of(run.output());
    }
}
