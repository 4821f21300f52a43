package io.github.chatpin.camel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "io.github.chatpin.camel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.chatpin.camel";

    @ArchTest
    static final ArchRule theWayOfAPinKnowsNoPlatform = noClasses()
            .that()
            .resideInAnyPackage(ROOT, ROOT + ".dispatch", ROOT + ".limit", ROOT + ".message", ROOT + ".http")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".bitrix24", ROOT + ".whatsapp");

    @ArchTest
    static final ArchRule platformsKnowNeitherEachOtherNorTheWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("bitrix24")
            .definedBy(ROOT + ".bitrix24")
            .layer("whatsapp")
            .definedBy(ROOT + ".whatsapp")
            .layer("way")
            .definedBy(ROOT + ".dispatch", ROOT + ".limit", ROOT + ".message")
            .layer("runtime")
            .definedBy(ROOT + ".runtime")
            .whereLayer("bitrix24")
            .mayOnlyBeAccessedByLayers("runtime")
            .whereLayer("whatsapp")
            .mayOnlyBeAccessedByLayers("runtime")
            .whereLayer("way")
            .mayOnlyBeAccessedByLayers("runtime");

    @ArchTest
    static final ArchRule limitsKnowNothingOfCamel = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".limit", ROOT + ".dispatch")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule onlyTheTransportKnowsTheHttpClient = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".http")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hc..");

    @ArchTest
    static final ArchRule onlyTheAutoConfigurationKnowsSpring = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".springboot")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", ROOT + ".springboot");

    @ArchTest
    static final ArchRule onlyTheMetersKnowMicrometer = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".micrometer")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule thereIsNoStaticState = fields().that()
            .areStatic()
            .and()
            .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC)
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule nobodySleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);
}
