package io.landfall.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.landfall.proof.Proofs.Entry;
import io.landfall.proof.TestTimes.ClassTime;
import io.landfall.proof.TestTimes.TestTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestTimesTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    @TempDir
    private Path folder;

    @Test
    void shouldReadReports() throws IOException {
        Files.writeString(
                folder.resolve("TEST-io.landfall.SlowIT.xml"),
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="io.landfall.SlowIT" time="61.5" tests="2">
                  <testcase name="shouldWait" classname="io.landfall.SlowIT" time="40.25"/>
                  <testcase name="shouldDo(String)[1]" classname="io.landfall.SlowIT" time="1"/>
                  <testcase name="shouldFail" classname="io.landfall.SlowIT" time="1"><failure/></testcase>
                  <testcase name="shouldNotRun" classname="io.landfall.SlowIT" time="1"><skipped/></testcase>
                </testsuite>
                """);
        Files.writeString(folder.resolve("other.txt"), "no report");

        assertThat(TestTimes.of(folder))
                .containsExactly(new ClassTime(
                        "io.landfall.SlowIT",
                        61.5,
                        List.of(new TestTime("shouldWait", 40.25), new TestTime("shouldDo(String)[1]", 1))));
        assertThat(TestTimes.of(folder.resolve("none"))).isEmpty();
    }

    @Test
    void shouldRefuseAClassThatTakesTooLongAndSayWhatToDo() {
        ClassTime slow = new ClassTime("io.landfall.SlowIT", 60.1, List.of());
        ClassTime fast = new ClassTime("io.landfall.FastIT", 60.0, List.of());
        ClassTime known = new ClassTime("io.landfall.TerraformIT", 239, List.of());

        assertThat(TestTimes.tooLong(List.of(fast, known), 60)).isEmpty();
        assertThat(TestTimes.tooLong(List.of(slow, fast), 60)).hasValueSatisfying(message -> assertThat(message)
                .startsWith("io.landfall.SlowIT took 60 s. A class of each build has 60 s: ")
                .contains("@Proof", "-Dtests.limit=")
                .doesNotContain("FastIT"));
    }

    @Test
    void shouldGiveTheFiguresOfProofsThatRan() {
        List<Entry> proofs = List.of(
                new Entry("p", "AllIT"),
                new Entry("p", "SomeIT#shouldDo"),
                new Entry("p", "SomeIT#shouldWait"),
                new Entry("p", "OtherIT"));
        List<ClassTime> times = List.of(
                new ClassTime("io.landfall.AllIT", 9.6, List.of(new TestTime("shouldTry", 3), new TestTime("a", 1))),
                new ClassTime(
                        "io.landfall.SomeIT",
                        200,
                        List.of(
                                new TestTime("shouldDo(String)[1]", 20),
                                new TestTime("shouldDo(String)[2]", 21),
                                new TestTime("shouldDoMore", 100))));

        assertThat(TestTimes.figures(proofs, times, DAY))
                .isEqualTo(Map.of(
                        "AllIT", "2026-03-01: 2 tests in 10 s", "SomeIT#shouldDo", "2026-03-01: 2 tests in 41 s"));
    }

    @Test
    void shouldKeepFiguresInAFile() throws IOException {
        Map<String, String> figures = Map.of("AllIT", "2026-03-01: 1 test in 10 s", "SomeIT#shouldDo", "so | so");
        Figures.write(figures, folder.resolve("figures.txt"));

        assertThat(Figures.of(folder.resolve("figures.txt"))).isEqualTo(figures);
        assertThat(Figures.of(folder.resolve("none.txt"))).isEmpty();
    }

    @Test
    void shouldHaveAFigureOfEachProof() throws IOException {
        assertThat(Figures.of(Figures.PUBLISHED).keySet())
                .as(
                        "the proofs that %s is about: run those that are missing, remove those that are gone",
                        Figures.PUBLISHED)
                .containsExactlyInAnyOrderElementsOf(
                        Proofs.all().stream().map(Entry::test).toList());
    }

    @Test
    void shouldPickTheTestsOfWhatChanged() {
        JavaClasses all = new ClassFileImporter().importPackages("io.landfall.proof", "io.landfall.docs");

        assertThat(ChangedTests.classesIn(List.of(
                        "README.md", "src/test/java/io/landfall/proof/Figures.java", "src/examples/a/landfall.yaml")))
                .containsExactly("io.landfall.proof.Figures");
        assertThat(ChangedTests.testsOf(Set.of("io.landfall.proof.Figures"), all))
                .as("beside it, and the one about all classes")
                .containsExactly("io.landfall.ArchitectureTest", "io.landfall.proof.TestTimesTest");
        assertThat(ChangedTests.testsOf(Set.of("io.landfall.docs.GeneratedDocs"), all))
                .contains("io.landfall.docs.GeneratedDocsTest")
                .doesNotContain("io.landfall.proof.TestTimesTest");
        assertThat(ChangedTests.testsOf(Set.of(), all)).containsExactly("io.landfall.ArchitectureTest");
    }
}
