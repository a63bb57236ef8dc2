package io.landfall.databricks.checkup;

import com.databricks.sdk.service.compute.Environment;
import com.databricks.sdk.service.compute.Library;
import com.databricks.sdk.service.jobs.JobCluster;
import com.databricks.sdk.service.jobs.JobEnvironment;
import com.databricks.sdk.service.jobs.SparkJarTask;
import com.databricks.sdk.service.jobs.Task;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Whether the jobs run the program that they should, and as they should. */
final class ProgramChecks {
    private static final String OVERWRITES = "allowoverwrites";
    private static final Set<String> SOURCES = Set.of("auto-loader", "listing");

    private final Jobs jobs;
    private final Workspace workspace;
    private final Optional<String> version;

    /** With the version of this program, if it has one. */
    ProgramChecks(Jobs jobs, Workspace workspace, Optional<String> version) {
        this.jobs = jobs;
        this.workspace = workspace;
        this.version = version;
    }

    List<DoctorCheck> checks() {
        return List.of(
                Workspace.check(CheckName.JAR, this::jars), Workspace.check(CheckName.OVERWRITES, this::overwrites));
    }

    private List<CheckResult> jars() {
        TreeSet<String> jars = new TreeSet<>();
        jobs.found().values().forEach(job -> jars(job).forEach(jars::add));
        if (jars.isEmpty()) {
            throw new DoctorCheck.NotNow("there is no job with a jar");
        }
        return jars.stream()
                .map(jar -> Workspace.visible(CheckName.JAR, jar, () -> jar(jar)))
                .toList();
    }

    /** A dedicated cluster takes the jar as a library, serverless as a dependency of the environment. */
    private static Stream<String> jars(Jobs.Job job) {
        Stream<String> libraries = job.tasks().stream()
                .flatMap(task -> all(task.getLibraries()).stream())
                .map(Library::getJar);
        Stream<String> dependencies = all(job.settings().getEnvironments()).stream()
                .map(JobEnvironment::getSpec)
                .filter(Objects::nonNull)
                .flatMap(spec -> dependencies(spec).stream());
        return Stream.concat(libraries, dependencies).filter(Objects::nonNull);
    }

    private static Collection<String> dependencies(Environment spec) {
        return all(spec.getJavaDependencies());
    }

    private static <T> Collection<T> all(Collection<T> some) {
        return some == null ? List.of() : some;
    }

    private CheckResult jar(String jar) {
        Optional<String> deployed = deployed(jar);
        if (deployed.isEmpty()) {
            return CheckResult.of(CheckName.JAR, Fault.JAR_UNKNOWN, jar, "");
        }
        if (version.isEmpty()) {
            return CheckResult.ok(CheckName.JAR, jar, "is version " + deployed.get() + "; this is a development build");
        }
        return version.equals(deployed)
                ? CheckResult.ok(CheckName.JAR, jar, "is version " + deployed.get() + ", as this is")
                : CheckResult.of(
                        CheckName.JAR,
                        Fault.JAR_DIFFERS,
                        jar,
                        "it is version " + deployed.get() + ", this is " + version.get());
    }

    /** What the jar's manifest says: its name has a hash in it, not the version. */
    @SuppressWarnings("UnusedException") // not a jar, or not to be had
    private Optional<String> deployed(String jar) {
        String path = jar.replaceFirst("^dbfs:", "");
        try (ZipInputStream zip = new ZipInputStream(open(path))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    return Optional.ofNullable(
                            new Manifest(zip).getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private InputStream open(String path) {
        return Workspace.find(() -> workspace.client().files().download(path).getContents())
                .orElse(InputStream.nullInputStream());
    }

    private List<CheckResult> overwrites() {
        List<CheckResult> findings = new ArrayList<>();
        jobs.found().forEach((name, job) -> findings.addAll(overwrites(name, job)));
        if (findings.isEmpty()) {
            throw new DoctorCheck.NotNow("there is no job");
        }
        return findings;
    }

    private static List<CheckResult> overwrites(String name, Jobs.Job job) {
        List<CheckResult> findings = new ArrayList<>();
        job.tasks().stream()
                .filter(task -> !runs(job.program(), task))
                .forEach(task -> findings.add(
                        CheckResult.of(CheckName.OVERWRITES, Fault.OTHER_PROGRAM, name, "task " + task.getTaskKey())));
        settings(job)
                .filter(setting -> setting.getKey().toLowerCase(Locale.ROOT).contains(OVERWRITES))
                .filter(setting -> !setting.getValue().equalsIgnoreCase("false"))
                .forEach(setting -> findings.add(
                        CheckResult.of(CheckName.OVERWRITES, Fault.OVERWRITES_ALLOWED, name, setting.getKey())));
        return findings.isEmpty()
                ? List.of(CheckResult.ok(CheckName.OVERWRITES, name, "each object is taken once"))
                : findings;
    }

    /** Landfall's jobs set Auto Loader's options themselves, where they read with it; where they list, an object has one turn. */
    private static boolean runs(String program, Task task) {
        SparkJarTask jar = task.getSparkJarTask();
        if (jar == null || !program.equals(jar.getMainClassName())) {
            return false;
        }
        List<String> parameters = List.copyOf(all(jar.getParameters()));
        int source = parameters.indexOf("--source");
        return source < 0
                || parameters.subList(source + 1, parameters.size()).stream()
                        .limit(1)
                        .anyMatch(SOURCES::contains);
    }

    /** Spark's settings, of tasks and of clusters. */
    private static Stream<Map.Entry<String, String>> settings(Jobs.Job job) {
        Stream<Map.Entry<String, String>> ofTasks = job.tasks().stream()
                .map(Task::getSparkJarTask)
                .filter(Objects::nonNull)
                .flatMap(jar -> all(jar.getParameters()).stream())
                .filter(parameter -> parameter.indexOf('=') > 0)
                .map(parameter -> Map.entry(
                        parameter.substring(0, parameter.indexOf('=')),
                        parameter.substring(parameter.indexOf('=') + 1)));
        Stream<Map.Entry<String, String>> ofClusters = Stream.concat(
                        all(job.settings().getJobClusters()).stream().map(JobCluster::getNewCluster),
                        job.tasks().stream().map(Task::getNewCluster))
                .filter(Objects::nonNull)
                .map(cluster -> cluster.getSparkConf())
                .filter(Objects::nonNull)
                .flatMap(conf -> conf.entrySet().stream());
        return Stream.concat(ofTasks, ofClusters);
    }
}
