package io.landfall;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Which package may see what. Made for a root package, so that the rules can be shown to fail on one full of violations. */
final class ArchitectureRules {
    private static final String KAFKA_STREAMS = "org.apache.kafka.streams..";
    private static final String KAFKA_ADMIN = "org.apache.kafka.clients.admin..";
    private static final String AWS = "software.amazon.awssdk..";
    private static final String MICROMETER = "io.micrometer..";
    private static final String[] SPARK = {"org.apache.spark..", "io.delta.tables..", "io.delta.sql.."};
    private static final String DELTA_KERNEL = "io.delta.kernel..";
    private static final String DATABRICKS = "com.databricks.sdk..";
    private static final String PARQUET = "org.apache.parquet..";
    private static final String[] BROKER = {"kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server.."};

    private static final String[] STAGES = {"decode", "dedupe", "quality", "privacy", "enrich"};

    /** What every package may see, for it imports no other of ours. */
    private static final String[] LEAVES = {"failure"};

    /** Where the wall clock and chance are let in, and handed on as a {@code Clock} or a value. */
    private static final String[] EDGES = {"cli", "local", "ops"};

    private static final Set<String> EDGE_CLASSES = Set.of("bronze.BronzeJob", "bronze.MaintenanceJob");

    private final String root;
    private final Map<String, ArchRule> rules = new LinkedHashMap<>();

    ArchitectureRules(String root) {
        this.root = root;
        contracts();
        stages();
        landingAndBronze();
        rooms();
        bronzeRooms();
        libraries();
        privacyWall();
        determinism();
        names();
    }

    /** By name, in the order of the architecture's list. */
    Map<String, ArchRule> byName() {
        return rules;
    }

    private void contracts() {
        for (String leaf : LEAVES) {
            add(leaf + " imports no other package", seesOnly(leaf, in(leaf)));
        }
        add("config imports no other package", seesOnly("config", in("config")));
        add("record imports no other package", seesOnly("record", in("record")));
        add("memory imports no other package", seesOnly("memory", in("memory")));
        add("landing.segment imports no other package", seesOnly("landing.segment", in("landing.segment")));
        add("kafka imports no other package", seesOnly("kafka", in("kafka")));
    }

    private void stages() {
        for (String stage : new String[] {"decode", "quality", "privacy", "enrich"}) {
            add(stage + " sees config and record only", seesOnly(stage, in(stage, "config", "record")));
        }
        add(
                "stages are free of infrastructure",
                noClasses()
                        .that(in("decode", "quality", "privacy", "enrich"))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(all(SPARK, KAFKA_STREAMS, AWS, MICROMETER))));
        add(
                "stages and landing know neither topology nor ops nor cli",
                noClasses()
                        .that(in(all(STAGES, "landing")))
                        .should()
                        .dependOnClassesThat(in("topology", "ops", "cli")));
    }

    private void landingAndBronze() {
        add(
                "landing imports no stage",
                seesOnly(
                        "landing",
                        in("landing", "config", "memory")
                                .or(named("record", "EnrichedRow", "Position", "MetadataColumns"))));
        add(
                "bronze imports contracts only",
                seesOnly(
                        "bronze",
                        in("bronze", "landing.segment", "config", "audit").or(named("record", "MetadataColumns"))));
        add(
                "reconcile sees what reads the landing area, and contracts",
                seesOnly(
                        "reconcile",
                        in("reconcile", "landing.segment", "config", "kafka", "delta")
                                .or(named("landing.store", "ObjectStore"))
                                .or(named("landing.parquet", "SegmentReader"))
                                .or(named("record", "MetadataColumns"))));
        add(
                "doctor sees what it checks",
                seesOnly("doctor", in("doctor", "config", "kafka", "decode", "topology", "landing")));
        add(
                "only checks and the command line import the doctor",
                onlyOwners(in("doctor"), in("doctor", "databricks", "cli")));
        add("nobody imports bronze", onlyOwners(in("bronze"), in("bronze")));
        add("nobody imports the local stack", onlyOwners(in("local"), in("local")));
    }

    /** Of bronze's own rooms, which one builds on which; the programs at the root build on all. */
    private void bronzeRooms() {
        bronzeRoom("plan");
        bronzeRoom("spark", "plan");
        bronzeRoom("table", "plan", "spark");
        bronzeRoom("segment", "plan", "spark", "table");
        bronzeRoom("audit", "plan", "spark", "table");
        bronzeRoom("ingest", "plan", "spark", "table", "segment", "audit");
        bronzeRoom("maintenance", "plan", "spark", "table", "segment", "audit");
        add(
                "bronze.plan is free of Spark",
                noClasses().that(in("bronze.plan")).should().dependOnClassesThat(resideInAnyPackage(SPARK)));
    }

    private void bronzeRoom(String room, String... below) {
        String[] allowed = Stream.concat(Stream.of(room), Stream.of(below))
                .map(name -> "bronze." + name)
                .toArray(String[]::new);
        add(
                "bronze." + room + " builds on " + (below.length == 0 ? "no room" : String.join(", ", below)),
                noClasses()
                        .that(in("bronze." + room))
                        .should()
                        .dependOnClassesThat(in("bronze").and(not(in(allowed)))));
    }

    /** The walls between the rooms of one package. */
    private void rooms() {
        add("topology.diagram imports no other package", seesOnly("topology.diagram", in("topology.diagram")));
        add("decode.registry imports no other package", seesOnly("decode.registry", in("decode.registry")));
        add(
                "of the stages, decode.registry alone speaks HTTP",
                noClasses()
                        .that(in(STAGES).and(not(in("decode.registry"))))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("java.net.http..")));
        add("quality.pattern imports no other package", seesOnly("quality.pattern", in("quality.pattern")));
        add(
                "RE2 belongs to quality.pattern",
                onlyOwners(resideInAnyPackage("com.google.re2j.."), in("quality.pattern")));
        add(
                "Kafka Streams belongs to topology, the commit gate and dedupe's store",
                onlyOwners(
                        resideInAnyPackage(KAFKA_STREAMS),
                        in("topology", "landing", "dedupe.store", "ops", "cli", "local")
                                .or(named("kafka", "PropertyForms"))));
        add(
                "Kafka's administration client belongs to kafka",
                onlyOwners(
                        resideInAnyPackage(KAFKA_ADMIN),
                        in("kafka", "local").or(named("landing", "GatedClientSupplier"))));
        add(
                "dedupe decides without its store",
                noClasses()
                        .that(in("dedupe").and(not(in("dedupe.store"))))
                        .should()
                        .dependOnClassesThat(in("dedupe.store")));
        add("delta sees the object store only", seesOnly("delta", in("delta", "landing.store")));
        add("landing.store imports no other package", seesOnly("landing.store", in("landing.store")));
        add(
                "landing.parquet knows neither Kafka nor the protocol",
                seesOnly(
                        "landing.parquet",
                        in("landing.parquet", "landing.store", "landing.segment", "config")
                                .or(named("record", "MetadataColumns"))));
        add(
                "config's values know neither the file nor its framework",
                noClasses()
                        .that(in("config").and(not(in("config.schema", "config.yaml"))))
                        .should()
                        .dependOnClassesThat(in("config.schema", "config.yaml")));
        add(
                "config.schema knows none of our keys",
                seesOnly(
                        "config.schema",
                        in("config.schema", "config.form").or(named("config", "Problem", "Template"))));
        add("config.form imports no other package", seesOnly("config.form", in("config.form")));
        add("nobody outside config sees config.schema", onlyOwners(in("config.schema"), in("config")));
        for (String servers : new String[] {"local.feed", "local.stack"}) {
            add(
                    servers + " knows no program that uses it",
                    noClasses()
                            .that(in(servers))
                            .should()
                            .dependOnClassesThat(in("local").and(not(in(servers)))));
        }
    }

    private void libraries() {
        add(
                "the AWS SDK belongs to the object store",
                onlyOwners(resideInAnyPackage(AWS), in("landing.store", "secret", "local")));
        add(
                "Parquet belongs to landing.parquet",
                onlyOwners(
                        resideInAnyPackage(PARQUET),
                        in("landing.parquet", "local").or(named("bronze.segment", "HadoopFooters", "MountedFooters"))));
        add(
                "picocli belongs to programs, not to the rooms below them",
                onlyOwners(
                        resideInAnyPackage("picocli.."), in("cli", "local").or(resideInAnyPackage(root + ".bronze"))));
        add("Micrometer belongs to ops", onlyOwners(resideInAnyPackage(MICROMETER), in("ops")));
        add(
                "Spark belongs to bronze and the local stack",
                onlyOwners(resideInAnyPackage(SPARK), in("bronze", "local")));
        add("the Delta Kernel belongs to delta", onlyOwners(resideInAnyPackage(DELTA_KERNEL), in("delta")));
        add(
                "the Databricks SDK belongs to databricks and secret",
                onlyOwners(resideInAnyPackage(DATABRICKS), in("databricks", "secret")));
        add("the broker belongs to the local stack", onlyOwners(resideInAnyPackage(BROKER), in("local")));
    }

    private void privacyWall() {
        add(
                "raw records stop at the privacy wall",
                noClasses()
                        .that(in("landing", "enrich", "audit", "ops"))
                        .should()
                        .dependOnClassesThat(named("record", "RawRecord", "ScoredRecord", "SourceRecord")));
        String protectedRecord = root + ".record.ProtectedRecord";
        add(
                "only privacy makes a protected record",
                noClasses()
                        .that(not(in("privacy")))
                        .should()
                        .accessTargetWhere(describe(
                                "makes a ProtectedRecord",
                                access -> access.getTargetOwner().getName().equals(protectedRecord)
                                        && access.getTarget().getName().equals("<init>"))));
    }

    private void determinism() {
        DescribedPredicate<JavaClass> edges = in(EDGES).or(describe("are listed edges", type -> EDGE_CLASSES.stream()
                .anyMatch(edge -> outermostName(type).equals(root + "." + edge))));
        add(
                "the clock and chance stay at the edges",
                noClasses()
                        .that(not(edges))
                        .should()
                        .accessTargetWhere(describe("asks the wall clock or chance", ArchitectureRules::isArbitrary)));
    }

    private void names() {
        add(
                "names say what a class does",
                noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager|Base)"));
        add(
                "packages form no cycles",
                slices().matching(root + ".(**)").should().beFreeOfCycles());
    }

    private static boolean isArbitrary(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String member = access.getTarget().getName();
        boolean bare = access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
        if (owner.startsWith("java.time.")) {
            return bare && (member.equals("now") || (owner.equals(Clock.class.getName()) && makesClock(member)));
        }
        if (owner.equals(Random.class.getName()) || owner.equals(SplittableRandom.class.getName())) {
            boolean seeded = access.getTarget() instanceof CodeUnitAccessTarget target
                    && !target.getRawParameterTypes().isEmpty();
            return member.equals("<init>") && !seeded;
        }
        return switch (owner + "." + member) {
            case "java.lang.System.currentTimeMillis",
                    "java.util.Date.<init>",
                    "java.util.UUID.randomUUID",
                    "java.lang.Math.random",
                    "java.util.concurrent.ThreadLocalRandom.current",
                    "java.security.SecureRandom.<init>" -> true;
            default -> false;
        };
    }

    private static boolean makesClock(String member) {
        return member.startsWith("system") || member.startsWith("tick");
    }

    /** Of our own packages, the package sees no class but these, and the leaves'. */
    private ArchRule seesOnly(String origin, DescribedPredicate<JavaClass> allowed) {
        return noClasses()
                .that(in(origin))
                .should()
                .dependOnClassesThat(resideInAnyPackage(root + "..").and(not(allowed.or(in(LEAVES)))));
    }

    private ArchRule onlyOwners(DescribedPredicate<JavaClass> library, DescribedPredicate<JavaClass> owners) {
        return noClasses().that(not(owners)).should().dependOnClassesThat(library);
    }

    /** In these packages of ours or below; but {@code landing.segment} counts as a package beside {@code landing}. */
    private DescribedPredicate<JavaClass> in(String... packages) {
        return resideInAnyPackage(
                Stream.of(packages).map(name -> root + "." + name + "..").toArray(String[]::new));
    }

    private DescribedPredicate<JavaClass> named(String inPackage, String... names) {
        Set<String> full = Set.of(Stream.of(names)
                .map(name -> root + "." + inPackage + "." + name)
                .toArray(String[]::new));
        return describe("are one of " + full, type -> full.contains(outermostName(type)));
    }

    private static String outermostName(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static String[] all(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    /** Packages that are still empty break no rule. */
    private void add(String name, ArchRule rule) {
        rules.put(name, rule.as(name).allowEmptyShould(true));
    }
}
