package dev.graphiti.migrator.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/**
 * Who may know whom: inward only. The command line knows the verbs, they join the parts, all know the kernel; and each
 * technology stays where it is at home. Tests and benchmarks may join what they like.
 */
@AnalyzeClasses(packages = LayeringTest.BASE, importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
    static final String BASE = "dev.graphiti.migrator";

    private static final String[] KERNEL = in("model", "config", "stream", "http");
    private static final String[] PARTS = in("source", "mapping", "inference", "graph", "ledger");
    private static final String[] VERBS = in("migrate");
    private static final String[] EDGE = in("cli");

    @ArchTest
    static final ArchRule dependenciesPointInward = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("kernel")
            .definedBy(KERNEL)
            .layer("parts")
            .definedBy(PARTS)
            .layer("verbs")
            .definedBy(VERBS)
            .layer("edge")
            .definedBy(EDGE)
            .whereLayer("edge")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("verbs")
            .mayOnlyBeAccessedByLayers("edge")
            .whereLayer("parts")
            .mayOnlyBeAccessedByLayers("edge", "verbs")
            .whereLayer("kernel")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule everyPackageHasItsRing = classes().should().resideInAnyPackage(all());

    @ArchTest
    static final ArchRule modelKnowsTheJdkOnly = classes()
            .that(resideInAnyPackage(in("model")))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(plus(in("model"), "java..", "org.jspecify..")));

    @ArchTest
    static final ArchRule configAndMappingKnowNothingOfFlink = noClasses()
            .that(resideInAnyPackage(in("config", "mapping")))
            .should()
            .dependOnClassesThat(resideInAPackage("org.apache.flink.."));

    @ArchTest
    static final ArchRule partsIgnoreEachOther = slices().matching(BASE + ".(mapping|inference|graph|ledger)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule partsIgnoreTheSource = noClasses()
            .that(resideInAnyPackage(in("inference", "graph", "ledger")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(in("source")));

    @ArchTest
    static final ArchRule theSourceIgnoresTheOtherParts = noClasses()
            .that(resideInAnyPackage(in("source")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(in("mapping", "inference", "graph", "ledger")));

    @ArchTest
    static final ArchRule mappingKnowsThePortOnly = noClasses()
            .that(resideInAnyPackage(in("mapping")))
            .should()
            .dependOnClassesThat(resideInAPackage(BASE + ".source.*.."));

    @ArchTest
    static final ArchRule theSourcePortKnowsNoSystem = noClasses()
            .that(resideInAPackage(BASE + ".source"))
            .should()
            .dependOnClassesThat(resideInAPackage(BASE + ".source.*.."));

    /** But several of them find files, parse JSON or read Parquet. */
    @ArchTest
    static final ArchRule sourcesIgnoreEachOther = slices().matching(BASE + ".source.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAnyPackage(in("source")),
                    resideInAnyPackage(in("source.file", "source.json", "source.parquet")));

    @ArchTest
    static final ArchRule parquetStaysInItsSource = staysIn("org.apache.parquet..", "source.parquet");

    @ArchTest
    static final ArchRule verbsIgnoreEachOther = slices().matching(BASE + ".(migrate|plan|validate|backup)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule noCycles = slices().matching(BASE + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule picocliStaysInTheCommandLine = staysIn("picocli..", "cli");

    @ArchTest
    static final ArchRule theDriverStaysInGraph = staysIn("org.neo4j..", "graph");

    @ArchTest
    static final ArchRule httpStaysInItsPackage = noClasses()
            .that()
            .resideOutsideOfPackages(in("http"))
            // Flink's own REST interface, asked for nothing but the progress.
            .and()
            .doNotHaveFullyQualifiedName(BASE + ".migrate.FlinkRest")
            .should()
            .dependOnClassesThat(resideInAPackage("java.net.http.."));

    @ArchTest
    static final ArchRule onlyTheCommandLineExits =
            noClasses().that().resideOutsideOfPackages(EDGE).should().callMethod(System.class, "exit", int.class);

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
        return plus(KERNEL, plus(PARTS, plus(VERBS, EDGE)));
    }
}
