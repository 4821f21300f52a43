package io.github.chatpin.camel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.chatpin.camel.http.HttpTransport;
import io.github.chatpin.camel.message.PinWriter;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Who may know whom, and who alone does what: the rules of docs/contributing.md, in its words. */
@AnalyzeClasses(packages = "io.github.chatpin.camel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.chatpin.camel";

    @ArchTest
    static final ArchRule eachPackageKnowsOnlyThoseItNeeds = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("root")
            .definedBy(ROOT)
            .layer("runtime")
            .definedBy(ROOT + ".runtime")
            .layer("message")
            .definedBy(ROOT + ".message")
            .layer("dispatch")
            .definedBy(ROOT + ".dispatch")
            .layer("limit")
            .definedBy(ROOT + ".limit")
            .layer("http")
            .definedBy(ROOT + ".http")
            .layer("bitrix24")
            .definedBy(ROOT + ".bitrix24")
            .layer("whatsapp")
            .definedBy(ROOT + ".whatsapp")
            .layer("management")
            .definedBy(ROOT + ".management")
            .layer("health")
            .definedBy(ROOT + ".health")
            .layer("micrometer")
            .definedBy(ROOT + ".micrometer")
            .layer("springboot")
            .definedBy(ROOT + ".springboot")
            .whereLayer("root")
            .mayOnlyAccessLayers("runtime", "message", "dispatch", "limit", "http", "management", "health")
            .whereLayer("runtime")
            .mayOnlyAccessLayers(
                    "root", "dispatch", "limit", "bitrix24", "whatsapp", "management", "health", "micrometer")
            .whereLayer("message")
            .mayOnlyAccessLayers("root", "dispatch", "http")
            .whereLayer("dispatch")
            .mayOnlyAccessLayers("root", "limit", "http")
            .whereLayer("limit")
            .mayOnlyAccessLayers("root", "http")
            .whereLayer("http")
            .mayOnlyAccessLayers("root")
            .whereLayer("bitrix24")
            .mayOnlyAccessLayers("root", "http")
            .whereLayer("whatsapp")
            .mayOnlyAccessLayers("root", "http")
            .whereLayer("management")
            .mayOnlyAccessLayers("root", "dispatch", "limit")
            .whereLayer("health")
            .mayOnlyAccessLayers("root", "dispatch", "http")
            .whereLayer("micrometer")
            .mayOnlyAccessLayers("root", "dispatch", "limit")
            .whereLayer("springboot")
            .mayOnlyAccessLayers("root");

    @ArchTest
    static final ArchRule packagesBelowTheRootDependOnEachOtherInOneDirection =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatUsersSeeKnowsNothingOfThePackagesBelow = noClasses()
            .that()
            .resideInAPackage(ROOT)
            .and()
            .doNotBelongToAnyOf(
                    ChatPinEndpoint.class,
                    ChatPinProducer.class,
                    ChatPinConsole.class,
                    FileOAuthTokenStore.class,
                    OAuthTokenTable.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + ".runtime..",
                    ROOT + ".message..",
                    ROOT + ".dispatch..",
                    ROOT + ".limit..",
                    ROOT + ".http..",
                    ROOT + ".bitrix24..",
                    ROOT + ".whatsapp..",
                    ROOT + ".management..",
                    ROOT + ".health..",
                    ROOT + ".micrometer..",
                    ROOT + ".springboot..");

    @ArchTest
    static final ArchRule limitsAndDispatchKnowNothingOfCamel = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".limit", ROOT + ".dispatch")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule onlyHttpTransportSends = noClasses()
            .that()
            .doNotBelongToAnyOf(HttpTransport.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc.client5..", "java.net.http..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.Socket")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.URLConnection");

    @ArchTest
    static final ArchRule anUpstreamDoesNoIo = classes()
            .that()
            .areAssignableTo(Upstream.class)
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("java.io..", "java.nio.file..", "java.nio.channels..", "java.net.http..");

    @ArchTest
    static final ArchRule onlyPinWriterWritesResults = noClasses()
            .that()
            .doNotBelongToAnyOf(PinWriter.class, HttpTransport.class) // the latter to its own request
            .should()
            .callMethod(Message.class, "setBody", Object.class)
            .orShould()
            .callMethod(Message.class, "setHeader", String.class, Object.class);

    @ArchTest
    static final ArchRule onlyPinWriterWritesExceptionsOfPinsThatWereTakenIn = noClasses()
            .that()
            .doNotBelongToAnyOf(PinWriter.class, ChatPinProducer.class)
            .should()
            .callMethod(Exchange.class, "setException", Throwable.class);

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
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(LockSupport.class, "parkNanos", long.class);
}
