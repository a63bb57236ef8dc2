package io.landfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final ArchitectureRules RULES = new ArchitectureRules("io.landfall");
    private static final ArchitectureRules RULES_OF_VIOLATIONS = new ArchitectureRules("io.landfall.violations");

    /** What each rule finds in {@code io.landfall.violations}: rules that find nothing anywhere would go unnoticed. */
    private static final Map<String, String> FOUND = Map.ofEntries(
            Map.entry("failure imports no other package", "failure.SeesConfig"),
            Map.entry("config imports no other package", "config.SeesLanding"),
            Map.entry("record imports no other package", "record.SeesConfig"),
            Map.entry("memory imports no other package", "memory.SeesConfig"),
            Map.entry("landing.segment imports no other package", "landing.segment.SeesConfig"),
            Map.entry("kafka imports no other package", "kafka.SeesLanding"),
            Map.entry("decode sees config and record only", "decode.SeesTheWorld"),
            Map.entry("quality sees config and record only", "quality.SeesDecode"),
            Map.entry("privacy sees config and record only", "privacy.SeesDecode"),
            Map.entry("enrich sees config and record only", "enrich.SeesBronze"),
            Map.entry("stages are free of infrastructure", "decode.SeesTheWorld"),
            Map.entry("stages and landing know neither topology nor ops nor cli", "decode.SeesTheWorld"),
            Map.entry("landing imports no stage", "landing.SeesTheWorld"),
            Map.entry("bronze imports contracts only", "bronze.SeesLanding"),
            Map.entry("reconcile sees what reads the landing area, and contracts", "reconcile.SeesWriters"),
            Map.entry("doctor sees what it checks", "doctor.SeesOps"),
            Map.entry("only checks and the command line import the doctor", "ops.SeesDoctor"),
            Map.entry("nobody imports bronze", "enrich.SeesBronze"),
            Map.entry("nobody imports the local stack", "ops.SeesLocal"),
            Map.entry("topology.diagram imports no other package", "topology.diagram.SeesTopology"),
            Map.entry("decode.registry imports no other package", "decode.registry.SeesDecode"),
            Map.entry("of the stages, decode.registry alone speaks HTTP", "decode.SpeaksHttp"),
            Map.entry("quality.pattern imports no other package", "quality.pattern.SeesQuality"),
            Map.entry("RE2 belongs to quality.pattern", "quality.SeesDecode"),
            Map.entry("Kafka Streams belongs to topology, the commit gate and dedupe's store", "dedupe.SeesStore"),
            Map.entry("Kafka's administration client belongs to kafka", "landing.SeesTheWorld"),
            Map.entry("dedupe decides without its store", "dedupe.SeesStore"),
            Map.entry("delta sees the object store only", "delta.SeesLanding"),
            Map.entry("landing.store imports no other package", "landing.store.SeesLanding"),
            Map.entry("landing.parquet knows neither Kafka nor the protocol", "landing.parquet.SeesLanding"),
            Map.entry("bronze.plan builds on no room", "bronze.plan.SeesAJob"),
            Map.entry("bronze.spark builds on plan", "bronze.spark.SeesAJob"),
            Map.entry("bronze.table builds on plan, spark", "bronze.table.SeesAJob"),
            Map.entry("bronze.segment builds on plan, spark, table", "bronze.segment.SeesAJob"),
            Map.entry("bronze.audit builds on plan, spark, table", "bronze.audit.SeesAJob"),
            Map.entry("bronze.ingest builds on plan, spark, table, segment, audit", "bronze.ingest.SeesAJob"),
            Map.entry("bronze.maintenance builds on plan, spark, table, segment, audit", "bronze.maintenance.SeesAJob"),
            Map.entry("bronze.plan is free of Spark", "bronze.plan.SeesAJob"),
            Map.entry("config's values know neither the file nor its framework", "config.SeesSchema"),
            Map.entry("config.schema knows none of our keys", "config.schema.SeesValues"),
            Map.entry("config.form imports no other package", "config.form.SeesValues"),
            Map.entry("nobody outside config sees config.schema", "privacy.SeesSchema"),
            Map.entry("local.feed knows no program that uses it", "local.feed.SeesDemo"),
            Map.entry("local.stack knows no program that uses it", "local.stack.SeesDemo"),
            Map.entry("the AWS SDK belongs to the object store", "landing.SeesTheWorld"),
            Map.entry("Parquet belongs to landing.parquet", "enrich.SeesParquet"),
            Map.entry("picocli belongs to programs, not to the rooms below them", "bronze.table.SeesPicocli"),
            Map.entry("Micrometer belongs to ops", "landing.SeesTheWorld"),
            Map.entry("Spark belongs to bronze and the local stack", "landing.SeesTheWorld"),
            Map.entry("the Delta Kernel belongs to delta", "landing.SeesTheWorld"),
            Map.entry("the Databricks SDK belongs to databricks and secret", "landing.SeesTheWorld"),
            Map.entry("the broker belongs to the local stack", "landing.SeesTheWorld"),
            Map.entry("raw records stop at the privacy wall", "landing.SeesTheWorld"),
            Map.entry("only privacy makes a protected record", "enrich.MakesProtected"),
            Map.entry("the clock and chance stay at the edges", "landing.Arbitrary"),
            Map.entry("names say what a class does", "config.SettingsUtil"),
            Map.entry("packages form no cycles", "Cycle detected"));

    /** A violation whose origin is one of the classes that break no rule. */
    private static final Pattern OF_ALLOWED = Pattern.compile("^\\w+ <[^>]*\\.Allowed");

    private static final long MOST_FILES = 30;

    private static JavaClasses production;
    private static JavaClasses violations;

    @BeforeAll
    static void read() {
        production = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.landfall");
        violations = new ClassFileImporter().importPackages("io.landfall.violations");
    }

    static Set<String> rules() {
        return RULES.byName().keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldHoldInProduction(String rule) {
        RULES.byName().get(rule).check(production);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldFindViolations(String rule) {
        assertThat(FOUND).as("a violation for each rule").containsKey(rule);
        assertThat(RULES_OF_VIOLATIONS
                        .byName()
                        .get(rule)
                        .evaluate(violations)
                        .getFailureReport()
                        .getDetails())
                .anySatisfy(violation -> assertThat(violation).contains(FOUND.get(rule)))
                .noneMatch(OF_ALLOWED.asPredicate());
    }

    @Test
    void shouldFindEachWayToAskTheClockOrChance() {
        assertThat(RULES_OF_VIOLATIONS
                        .byName()
                        .get("the clock and chance stay at the edges")
                        .evaluate(violations)
                        .getFailureReport()
                        .getDetails())
                .as("one per method of Arbitrary")
                .hasSize(landingArbitraryMethods());
    }

    @Test
    void shouldUseNoNameForTwoClasses() {
        assertThat(namesOfSeveral(production)).isEmpty();
        assertThat(namesOfSeveral(violations)).as("the rule finds some").contains("SeesLanding");
    }

    private static Set<String> namesOfSeveral(JavaClasses classes) {
        Map<String, Long> byName = classes.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getSimpleName, TreeMap::new, Collectors.counting()));
        byName.values().removeIf(times -> times == 1);
        return byName.keySet();
    }

    /** A hall is no room; what never ships may be larger. */
    @Test
    void shouldHaveRoomsAndNoHalls() {
        Map<String, Long> files = production.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getPackageName().startsWith("io.landfall.local"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(files).hasSizeGreaterThan(40).allSatisfy((name, count) -> assertThat(count)
                .as("files in %s", name)
                .isLessThanOrEqualTo(MOST_FILES));
    }

    @Test
    void shouldSayInEachPackageThatNothingIsNullUnlessMarked() {
        assertThat(notMarked(production)).isEmpty();
        assertThat(notMarked(violations))
                .as("those without the annotation, even below one that has it")
                .contains("io.landfall.violations.memory")
                .doesNotContain("io.landfall.violations");
    }

    /** What never ships is exempt. */
    private static Set<String> notMarked(JavaClasses classes) {
        return classes.stream()
                .map(JavaClass::getPackage)
                .filter(found -> !found.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .filter(name -> !(name + ".").startsWith("io.landfall.local."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void shouldReadAllPackages() {
        assertThat(production.size()).isGreaterThan(40);
        assertThat(production.contain("io.landfall.landing.segment.Shard")).isTrue();
        assertThat(production.contain("io.landfall.ArchitectureTest")).isFalse();
    }

    private static int landingArbitraryMethods() {
        return violations
                .get("io.landfall.violations.landing.Arbitrary")
                .getMethods()
                .size();
    }
}
