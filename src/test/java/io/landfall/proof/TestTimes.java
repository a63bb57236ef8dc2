package io.landfall.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Says how long each class of tests took: all of them in a file, the slowest on the console. Reads the reports that Surefire and
 * Failsafe leave in {@code target}.
 */
public final class TestTimes {
    private static final int SHOWN = 20;

    /**
     * What one class took.
     *
     * @param tests how many ran
     */
    public record ClassTime(String name, int tests, double seconds) {}

    private TestTimes() {}

    /**
     * Reads, writes and prints.
     *
     * @param args the build folder, and the name of the rung that ran
     */
    public static void main(String[] args) throws IOException {
        Path target = Path.of(args[0]);
        List<ClassTime> times = new ArrayList<>(of(target.resolve("surefire-reports")));
        times.addAll(of(target.resolve("failsafe-reports")));
        times.sort(Comparator.comparingDouble(ClassTime::seconds).reversed());
        Files.write(target.resolve("test-times.txt"), lines(times));
        System.out.println("The slowest test classes (all of them: " + target.resolve("test-times.txt") + "):");
        lines(times).stream().limit(SHOWN).forEach(System.out::println);
        System.out.printf(Locale.ROOT, "%8.1f s in %d classes%n", seconds(times), times.size());
        if (!args[1].equals(Proof.TAG)) {
            System.out.println(Proofs.count() + " proofs were not run: mvn -B verify -Pproof runs them");
        }
    }

    private static double seconds(List<ClassTime> times) {
        return times.stream().mapToDouble(ClassTime::seconds).sum();
    }

    static List<String> lines(List<ClassTime> times) {
        return times.stream()
                .map(time -> String.format(Locale.ROOT, "%8.1f s %5d  %s", time.seconds(), time.tests(), time.name()))
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

    private static ClassTime read(Path report) {
        try {
            Element suite = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getDocumentElement();
            return new ClassTime(
                    suite.getAttribute("name"),
                    Integer.parseInt(suite.getAttribute("tests")),
                    Double.parseDouble(suite.getAttribute("time")));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(report + " is no report", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
