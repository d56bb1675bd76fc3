package dev.graphiti.migrator.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Which package may use which: inward only. The command line uses the verbs, they use the platform, that joins the parts,
 * and all use the kernel. Each technology stays in its package. Tests and benchmarks may use everything.
 */
@AnalyzeClasses(packages = LayeringTest.BASE, importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
    static final String BASE = "dev.graphiti.migrator";

    private static final String[] KERNEL = in("model", "text", "config", "count", "flink", "client", "openai", "neo4j");
    private static final String[] PARTS = in("source", "mapping", "embedding", "graph", "ledger");
    private static final String[] PLATFORM = in("run", "report", "job", "ownership", "app", "pipeline");
    private static final String[] VERBS = in("migrate", "runs", "gone");
    private static final String[] EDGE = in("cli");

    /** Packages with more classes, and how many: each is one thing, or waits to be divided. */
    private static final Map<String, Long> LARGE = new TreeMap<>(Map.ofEntries(
            Map.entry("cli", 17L),
            Map.entry("config", 23L),
            Map.entry("mapping.graphrag", 21L),
            Map.entry("model", 25L),
            Map.entry("report.html", 22L),
            Map.entry("source.bolt", 26L),
            Map.entry("source.graphrag", 18L),
            Map.entry("source.json", 22L),
            Map.entry("source.kafka", 23L),
            Map.entry("source.parquet", 17L),
            Map.entry("source.parquet.column", 18L),
            Map.entry("source.pinecone", 25L)));

    private static final int MOST_CLASSES = 16;

    @ArchTest
    static final ArchRule dependenciesPointInward = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("kernel")
            .definedBy(KERNEL)
            .layer("parts")
            .definedBy(PARTS)
            .layer("platform")
            .definedBy(PLATFORM)
            .layer("verbs")
            .definedBy(VERBS)
            .layer("edge")
            .definedBy(EDGE)
            .whereLayer("edge")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("verbs")
            .mayOnlyBeAccessedByLayers("edge")
            .whereLayer("platform")
            .mayOnlyBeAccessedByLayers("edge", "verbs")
            .whereLayer("parts")
            .mayOnlyBeAccessedByLayers("edge", "verbs", "platform")
            .whereLayer("kernel")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule everyPackageHasItsRing = classes().should().resideInAnyPackage(all());

    @ArchTest
    static final ArchRule modelAndTextKnowTheJdkOnly = classes()
            .that(resideInAnyPackage(in("model", "text")))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(plus(in("model", "text"), "java..", "org.jspecify..")));

    @ArchTest
    static final ArchRule configAndMappingKnowNothingOfFlink = noClasses()
            .that(resideInAnyPackage(in("config", "mapping")))
            .should()
            .dependOnClassesThat(resideInAPackage("org.apache.flink.."));

    @ArchTest
    static final ArchRule partsIgnoreEachOther = slices().matching(BASE + ".(mapping|embedding|graph|ledger)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule partsIgnoreTheSource = noClasses()
            .that(resideInAnyPackage(in("embedding", "graph", "ledger")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(in("source")));

    @ArchTest
    static final ArchRule theSourceIgnoresTheOtherParts = noClasses()
            .that(resideInAnyPackage(in("source")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(in("mapping", "embedding", "graph", "ledger")));

    @ArchTest
    static final ArchRule mappingKnowsThePortOnly =
            noClasses().that(resideInAnyPackage(in("mapping"))).should().dependOnClassesThat(systems());

    @ArchTest
    static final ArchRule theSourcePortKnowsNoSystem = noClasses()
            .that(resideInAnyPackage(BASE + ".source", BASE + ".source.fields", BASE + ".source.flink"))
            .should()
            .dependOnClassesThat(systems());

    /** But several of them find files, parse JSON or read Parquet. */
    @ArchTest
    static final ArchRule sourcesIgnoreEachOther = slices().matching(BASE + ".source.(*)..")
            .should()
            .notDependOnEachOther()
            // Files are found and opened alike, and what stands in a message or a column is what stands in a line of a
            // file.
            .ignoreDependency(
                    resideInAnyPackage(in("source")),
                    resideInAnyPackage(in(
                            "source.file",
                            "source.stored",
                            "source.json",
                            "source.parquet",
                            "source.fields",
                            "source.flink")))
            // The source of files reads tables too.
            .ignoreDependency(resideInAnyPackage(in("source.json")), resideInAnyPackage(in("source.csv")))
            // How nodes and relationships are read is the same whatever they mean.
            .ignoreDependency(
                    resideInAnyPackage(in("source.neo4j", "source.graphiti")), resideInAnyPackage(in("source.bolt")));

    @ArchTest
    static final ArchRule parquetStaysInItsSource = staysIn("org.apache.parquet..", "source.parquet", "ledger.parquet");

    @ArchTest
    static final ArchRule verbsIgnoreEachOther =
            slices().matching(BASE + ".(migrate|runs)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule noCycles = slices().matching(BASE + ".(**)").should().beFreeOfCycles();

    /** So that a package can be seen at a glance. */
    @ArchTest
    static void packagesAreSmall(JavaClasses classes) {
        Map<String, Long> large = classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(each -> !each.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        each -> each.getPackageName().substring(BASE.length() + 1),
                        TreeMap::new,
                        Collectors.counting()));
        large.values().removeIf(count -> count <= MOST_CLASSES);

        assertThat(large).isEqualTo(LARGE);
    }

    /** A state in a TaskManager must have the serializer that it has in the job graph. */
    @ArchTest
    static final ArchRule typesAreMadeInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages(in("flink"))
            .should()
            .callMethod(TypeInformation.class, "of", Class.class)
            .orShould()
            .callConstructor(ValueStateDescriptor.class, String.class, Class.class)
            .orShould()
            .callConstructor(ListStateDescriptor.class, String.class, Class.class)
            .orShould()
            .callConstructor(MapStateDescriptor.class, String.class, Class.class, Class.class);

    @ArchTest
    static final ArchRule picocliStaysInTheCommandLine = staysIn("picocli..", "cli");

    @ArchTest
    static final ArchRule jqStaysInItsPackage = staysIn("net.thisptr..", "mapping.reshape");

    @ArchTest
    static final ArchRule theDriverStaysAtBothEnds =
            staysIn("org.neo4j..", "neo4j", "graph", "source.bolt", "source.neo4j", "source.graphiti");

    @ArchTest
    static final ArchRule httpStaysInItsPackage = noClasses()
            .that()
            .resideOutsideOfPackages(in("client"))
            // Flink's own REST interface, asked for nothing but the progress.
            .and()
            .doNotHaveFullyQualifiedName(BASE + ".job.FlinkRest")
            .should()
            .dependOnClassesThat(resideInAPackage("java.net.http.."));

    @ArchTest
    static final ArchRule onlyTheCommandLineExits =
            noClasses().that().resideOutsideOfPackages(EDGE).should().callMethod(System.class, "exit", int.class);

    /** Each system's own package: below the source, all but the port. */
    private static DescribedPredicate<JavaClass> systems() {
        return resideInAPackage(BASE + ".source.*..").and(not(resideInAnyPackage(in("source.fields", "source.flink"))));
    }

    private static ArchRule staysIn(String technology, String... names) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in(names))
                .should()
                .dependOnClassesThat(resideInAPackage(technology));
    }

    private static String[] in(String... names) {
        return Stream.of(names).map(name -> BASE + "." + name + "..").toArray(String[]::new);
    }

    private static String[] plus(String[] packages, String... more) {
        return Stream.concat(Stream.of(packages), Stream.of(more)).toArray(String[]::new);
    }

    private static String[] all() {
        return plus(KERNEL, plus(PARTS, plus(PLATFORM, plus(VERBS, EDGE))));
    }
}
