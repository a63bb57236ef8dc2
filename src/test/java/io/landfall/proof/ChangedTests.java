package io.landfall.proof;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Picks the unit tests for {@code mvn -Pquick test}: those that changed, those that use a class that changed, and those beside
 * one, in the same package. What changed is what git says is not committed, or else the last commit.
 */
public final class ChangedTests {
    private static final Pattern SOURCE = Pattern.compile("src/(?:main|local|test)/java/(.+)\\.java");
    private static final Pattern TEST = Pattern.compile(".*\\.[A-Za-z0-9]+Test");
    private static final String ALWAYS = "io.landfall.ArchitectureTest";

    private ChangedTests() {}

    /**
     * Writes the tests' names for Surefire, a line each, and says how many of them there are.
     *
     * @param args the build folder
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path target = Path.of(args[0]);
        List<String> files = changedFiles();
        Set<String> changed = classesIn(files);
        JavaClasses all =
                new ClassFileImporter().importPaths(target.resolve("classes"), target.resolve("test-classes"));
        Set<String> tests = testsOf(changed, all);
        if (files.stream().anyMatch(file -> !file.endsWith(".java"))) {
            tests.addAll(testsOf(Set.of("io.landfall.docs.GeneratedDocs"), all));
        }
        Files.write(
                target.resolve("changed-tests.txt"),
                tests.stream().map(test -> test.replace('.', '/') + ".java").toList());
        System.out.printf(
                "%d classes changed; %d test classes of %d use them or are beside them%n",
                changed.size(),
                tests.size(),
                all.stream().filter(ChangedTests::isTest).count());
    }

    /** Paths from the top of the repository. */
    private static List<String> changedFiles() throws IOException, InterruptedException {
        List<String> uncommitted = git("status", "--porcelain", "--untracked-files=all", "--no-renames").stream()
                .map(line -> line.substring("XY ".length()))
                .toList();
        return uncommitted.isEmpty() ? git("show", "--name-only", "--no-renames", "--format=", "HEAD") : uncommitted;
    }

    private static List<String> git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: run mvn test, which needs no git");
        }
        return output.lines().toList();
    }

    /** The names of the classes that Java files of this repository hold. */
    static Set<String> classesIn(List<String> files) {
        return files.stream()
                .map(SOURCE::matcher)
                .filter(Matcher::matches)
                .map(source -> source.group(1).replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the tests for classes that changed, and of the one that is about all classes. */
    static Set<String> testsOf(Set<String> changed, JavaClasses all) {
        Set<String> packages = changed.stream()
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .collect(Collectors.toSet());
        Set<String> tests = new TreeSet<>(Set.of(ALWAYS));
        for (JavaClass type : all) {
            String file = fileOf(type);
            if (isTest(file)
                    && (packages.contains(type.getPackageName())
                            || type.getDirectDependenciesFromSelf().stream()
                                    .anyMatch(used -> changed.contains(fileOf(used.getTargetClass()))))) {
                tests.add(file);
            }
        }
        return tests;
    }

    private static boolean isTest(JavaClass type) {
        return isTest(type.getName());
    }

    private static boolean isTest(String name) {
        return TEST.matcher(name).matches();
    }

    /** The name of the class whose file has this one: itself, or the one that it is nested in. */
    private static String fileOf(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }
}
