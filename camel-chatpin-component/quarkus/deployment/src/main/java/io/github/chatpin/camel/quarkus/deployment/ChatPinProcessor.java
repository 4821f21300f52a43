package io.github.chatpin.camel.quarkus.deployment;

import io.github.chatpin.camel.ChatPinComponent;
import io.github.chatpin.camel.micrometer.PinMeters;
import io.github.chatpin.camel.tracing.RequestSpans;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourcePatternsBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import java.lang.reflect.Modifier;
import org.apache.camel.quarkus.core.deployment.spi.CamelServiceDestination;
import org.apache.camel.quarkus.core.deployment.spi.CamelServicePatternBuildItem;

/**
 * What Quarkus does not find by itself. Camel's own extension finds the component's service files and its type
 * converters by the index in its jar. Nothing is recorded: no step makes, opens or starts anything.
 */
class ChatPinProcessor {

    static final String FEATURE = "camel-chatpin";

    private static final String SERVICES = "META-INF/services/org/apache/camel/";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    ExtensionSslNativeSupportBuildItem ssl() {
        return new ExtensionSslNativeSupportBuildItem(FEATURE);
    }

    /** The one service that Camel's extension leaves to others. */
    @BuildStep
    CamelServicePatternBuildItem console() {
        return new CamelServicePatternBuildItem(
                CamelServiceDestination.DISCOVERY, true, SERVICES + "dev-console/chatpin");
    }

    /** In a native image nothing can be linked that knows Micrometer where that is absent. */
    @BuildStep
    CamelServicePatternBuildItem noMetersWithoutMicrometer() {
        return QuarkusClassLoader.isClassPresentAtRuntime("io.micrometer.core.instrument.MeterRegistry")
                ? null
                : new CamelServicePatternBuildItem(
                        CamelServiceDestination.DISCOVERY, false, SERVICES + PinMeters.FACTORY);
    }

    /** Nor anything that knows OpenTelemetry. */
    @BuildStep
    CamelServicePatternBuildItem noSpansWithoutOpenTelemetry() {
        return QuarkusClassLoader.isClassPresentAtRuntime("io.opentelemetry.api.trace.Span")
                ? null
                : new CamelServicePatternBuildItem(
                        CamelServiceDestination.DISCOVERY, false, SERVICES + RequestSpans.FACTORY);
    }

    @BuildStep
    NativeImageResourcePatternsBuildItem resources() {
        return NativeImageResourcePatternsBuildItem.builder()
                .includeGlobs("kamelets/chatpin-*.kamelet.yaml", "META-INF/chatpin/*.sql")
                .build();
    }

    /**
     * All that routes see: languages such as Simple read results and failures by their methods, {@code ${type:…}} reads
     * constants, and properties make stores by their class names.
     */
    @BuildStep
    ReflectiveClassBuildItem typesOfRoutes(CombinedIndexBuildItem index) {
        String[] types = index.getIndex().getClassesInPackage(ChatPinComponent.class.getPackageName()).stream()
                .filter(type -> Modifier.isPublic(type.flags()))
                .map(type -> type.name().toString())
                .toArray(String[]::new);
        return ReflectiveClassBuildItem.builder(types)
                .constructors()
                .methods()
                .fields()
                .build();
    }
}
