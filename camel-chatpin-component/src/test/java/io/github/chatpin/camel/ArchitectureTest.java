package io.github.chatpin.camel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.chatpin.camel.consumer.ChatPinConsumer;
import io.github.chatpin.camel.exchange.ChatPinProducer;
import io.github.chatpin.camel.exchange.PinWriter;
import io.github.chatpin.camel.spi.Upstream;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Which package may use which, and which class alone does what: the rules of docs/contributing.md, in its words. */
@AnalyzeClasses(packages = "io.github.chatpin.camel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.chatpin.camel";

    @ArchTest
    static final ArchRule eachPackageKnowsOnlyThoseItNeeds = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("root")
            .definedBy(ROOT)
            .layer("spi")
            .definedBy(ROOT + ".spi")
            .layer("security")
            .definedBy(ROOT + ".security")
            .layer("text")
            .definedBy(ROOT + ".text")
            .layer("time")
            .definedBy(ROOT + ".time")
            .layer("http")
            .definedBy(ROOT + ".http")
            .layer("limit")
            .definedBy(ROOT + ".limit")
            .layer("memory")
            .definedBy(ROOT + ".memory")
            .layer("steps")
            .definedBy(ROOT + ".steps")
            .layer("dispatch")
            .definedBy(ROOT + ".dispatch")
            .layer("directory")
            .definedBy(ROOT + ".directory")
            .layer("exchange")
            .definedBy(ROOT + ".exchange")
            .layer("consumer")
            .definedBy(ROOT + ".consumer")
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
            .layer("tracing")
            .definedBy(ROOT + ".tracing")
            .layer("runtime")
            .definedBy(ROOT + ".runtime")
            .layer("console")
            .definedBy(ROOT + ".console")
            .layer("springboot")
            .definedBy(ROOT + ".springboot")
            .whereLayer("root")
            .mayOnlyAccessLayers("security")
            .whereLayer("memory")
            .mayNotAccessAnyLayer()
            .whereLayer("spi")
            .mayOnlyAccessLayers("root", "memory")
            .whereLayer("steps")
            .mayOnlyAccessLayers("root", "spi", "memory")
            .whereLayer("security")
            .mayNotAccessAnyLayer()
            .whereLayer("text")
            .mayNotAccessAnyLayer()
            .whereLayer("time")
            .mayNotAccessAnyLayer()
            .whereLayer("http")
            .mayOnlyAccessLayers("root", "spi", "security", "text", "time")
            .whereLayer("limit")
            .mayOnlyAccessLayers("spi", "security", "time")
            .whereLayer("dispatch")
            .mayOnlyAccessLayers("root", "spi", "memory", "steps", "http", "limit", "security", "time")
            .whereLayer("exchange")
            .mayOnlyAccessLayers("root", "spi", "steps", "dispatch", "directory", "text")
            .whereLayer("directory")
            .mayOnlyAccessLayers("root", "dispatch", "time")
            .whereLayer("consumer")
            .mayOnlyAccessLayers("root", "spi", "memory", "steps", "dispatch")
            .whereLayer("bitrix24")
            .mayOnlyAccessLayers("root", "spi", "memory", "http", "security", "text")
            .whereLayer("whatsapp")
            .mayOnlyAccessLayers("root", "spi", "memory", "http", "security", "text")
            .whereLayer("management")
            .mayOnlyAccessLayers("root", "spi", "dispatch", "directory", "limit")
            .whereLayer("health")
            .mayOnlyAccessLayers("spi", "dispatch", "directory", "security")
            .whereLayer("micrometer")
            .mayOnlyAccessLayers("root", "spi", "dispatch", "limit")
            .whereLayer("tracing")
            .mayOnlyAccessLayers("root", "spi", "dispatch")
            .whereLayer("console")
            .mayOnlyAccessLayers("dispatch", "directory", "limit", "management", "runtime")
            .whereLayer("springboot")
            .mayOnlyAccessLayers("root");

    @ArchTest
    static final ArchRule noPackagesKnowEachOtherInACircle = slices().assignedFrom(
                    by("each package", JavaClass::getPackageName))
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule noClassesOfTheEngineKnowEachOtherInACircle = slices().assignedFrom(by(
                    "each class of the engine",
                    type -> type.getPackageName().equals(ROOT + ".dispatch") ? outermost(type) : null))
            .should()
            .beFreeOfCycles();

    private static SliceAssignment by(String description, Function<JavaClass, String> name) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String slice = name.apply(type);
                return slice == null ? SliceIdentifier.ignore() : SliceIdentifier.of(slice);
            }

            @Override
            public String getDescription() {
                return description;
            }
        };
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass()
                .map(ArchitectureTest::outermost)
                .orElse(type.getName().replaceFirst("\\$.*", ""));
    }

    @ArchTest
    static final ArchRule limitsAndEngineKnowNothingOfCamel = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".limit", ROOT + ".dispatch", ROOT + ".time", ROOT + ".security", ROOT + ".text")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule onlyTheTransportKnowsTheHttpClient = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".http")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..", "java.net.http..")
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
            .doNotBelongToAnyOf(PinWriter.class, ChatPinConsumer.class) // which writes a message that is new
            .and()
            .doNotHaveSimpleName("HttpTransport") // to its own request
            .should()
            .callMethod(Message.class, "setBody", Object.class)
            .orShould()
            .callMethod(Message.class, "setHeader", String.class, Object.class);

    @ArchTest
    static final ArchRule onlyPinWriterWritesExceptionsOfPinsThatWereTakenIn = noClasses()
            .that()
            .doNotBelongToAnyOf(PinWriter.class, ChatPinProducer.class)
            .and()
            .doNotHaveSimpleName("Delivery") // for what could not be handed on
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
    static final ArchRule onlyTracingKnowsOpenTelemetryAndCamelsTracers = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".tracing")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.opentelemetry..", "org.apache.camel.telemetry..");

    @ArchTest
    static final ArchRule thereIsNoStaticState = fields().that()
            .areStatic()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule noThreadSleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(LockSupport.class, "parkNanos", long.class);
}
