package io.landfall.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Says how long each class of tests took: all of them in a file, the slowest on the console. Reads the reports that Surefire and
 * Failsafe leave in {@code target}. Of proofs, it leaves the figures; of each build's tests, it takes none that is too slow.
 */
public final class TestTimes {
    private static final int SHOWN = 20;

    /** What one test took. */
    public record TestTime(String name, double seconds) {}

    /** What one class took, with what happens before and after its tests. */
    public record ClassTime(String name, double seconds, List<TestTime> tests) {
        private String simpleName() {
            return name.substring(name.lastIndexOf('.') + 1);
        }
    }

    private TestTimes() {}

    /**
     * Reads, writes and prints.
     *
     * @param args the build folder, the name of the rung that ran, and how many seconds a class may take in each build
     * @throws IllegalStateException if a class took longer, other than as a proof
     */
    public static void main(String[] args) throws IOException {
        Path target = Path.of(args[0]);
        List<ClassTime> times = new ArrayList<>(of(target.resolve("surefire-reports")));
        times.addAll(of(target.resolve("failsafe-reports")));
        times.sort(Comparator.comparingDouble(ClassTime::seconds).reversed());
        Files.write(target.resolve("test-times.txt"), lines(times));
        System.out.println("The slowest test classes (all of them: " + target.resolve("test-times.txt") + "):");
        lines(times).stream().limit(SHOWN).forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "%8.1f s in %d classes%n",
                times.stream().mapToDouble(ClassTime::seconds).sum(),
                times.size());
        if (args[1].equals(Proof.TAG)) {
            Path fresh = target.resolve("proof-figures.txt");
            Map<String, String> figures = Figures.of(Figures.PUBLISHED);
            figures.putAll(Figures.of(fresh));
            figures.putAll(figures(Proofs.all(), times, LocalDate.now(ZoneOffset.UTC)));
            Figures.write(figures, fresh);
            System.out.println("To publish what the proofs gave: cp " + fresh + " " + Figures.PUBLISHED);
        } else {
            System.out.println(Proofs.count() + " proofs were not run: mvn -B verify -Pproof runs them");
            tooLong(times, Double.parseDouble(args[2])).ifPresent(message -> {
                throw new IllegalStateException(message);
            });
        }
    }

    /** What to say of classes that took longer than each build has time for; empty if none did. */
    static Optional<String> tooLong(List<ClassTime> times, double limit) {
        List<String> slow = times.stream()
                .filter(time -> time.seconds() > limitOf(time, limit))
                .map(time -> String.format(Locale.ROOT, "%s took %.0f s", time.name(), time.seconds()))
                .toList();
        return slow.isEmpty()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s. A class of each build has %.0f s: let its tests share what they set up, split it, or mark its"
                                + " long form with @Proof. On a slow machine: -Dtests.limit=SECONDS",
                        String.join(", ", slow),
                        limit));
    }

    private static double limitOf(ClassTime time, double limit) {
        try {
            Slow slow = Class.forName(time.name(), false, TestTimes.class.getClassLoader())
                    .getAnnotation(Slow.class);
            return slow == null ? limit : slow.seconds();
        } catch (ClassNotFoundException notOurs) {
            return limit;
        }
    }

    /** How long the proofs took that are among these tests, by test. */
    static Map<String, String> figures(List<Proofs.Entry> proofs, List<ClassTime> times, LocalDate day) {
        Map<String, String> figures = new TreeMap<>();
        for (Proofs.Entry proof : proofs) {
            String[] name = proof.test().split("#", -1);
            for (ClassTime type : times) {
                List<TestTime> tests = type.tests().stream()
                        .filter(test -> name.length == 1 || test.name().matches(name[1] + "\\b.*"))
                        .toList();
                if (type.simpleName().equals(name[0]) && !tests.isEmpty()) {
                    double seconds = name.length == 1
                            ? type.seconds()
                            : tests.stream().mapToDouble(TestTime::seconds).sum();
                    figures.put(
                            proof.test(),
                            String.format(
                                    Locale.ROOT,
                                    "%s: %d %s in %.0f s",
                                    day,
                                    tests.size(),
                                    tests.size() == 1 ? "test" : "tests",
                                    seconds));
                }
            }
        }
        return figures;
    }

    static List<String> lines(List<ClassTime> times) {
        return times.stream()
                .map(time -> String.format(
                        Locale.ROOT,
                        "%8.1f s %5d  %s",
                        time.seconds(),
                        time.tests().size(),
                        time.name()))
                .toList();
    }

    /** Those of all reports in a folder; none if there is no folder. */
    static List<ClassTime> of(Path reports) throws IOException {
        if (!Files.isDirectory(reports)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(reports)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .map(TestTimes::read)
                    .toList();
        }
    }

    /** To its end, and well. */
    private static boolean ran(Element test) {
        return Stream.of("skipped", "failure", "error")
                .allMatch(what -> test.getElementsByTagName(what).getLength() == 0);
    }

    private static ClassTime read(Path report) {
        try {
            Element suite = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getDocumentElement();
            NodeList tests = suite.getElementsByTagName("testcase");
            return new ClassTime(
                    suite.getAttribute("name"),
                    Double.parseDouble(suite.getAttribute("time")),
                    IntStream.range(0, tests.getLength())
                            .mapToObj(i -> (Element) tests.item(i))
                            .filter(TestTimes::ran)
                            .map(test -> new TestTime(
                                    test.getAttribute("name"), Double.parseDouble(test.getAttribute("time"))))
                            .toList());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(report + " is no report", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
