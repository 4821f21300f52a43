package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatpin.camel.RouteTestSupport;
import io.github.chatpin.camel.fake.FakeBitrix24;
import io.github.chatpin.camel.fake.FakeBitrix24Extension;
import io.github.chatpin.camel.fake.Fault;
import io.github.chatpin.camel.runtime.ChatPinRuntime;
import io.github.chatpin.camel.tracing.RecordedTraces;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The picture of traces is of a run like this one, whose spans it shows; -Dchatpin.docs.update=true draws it anew. */
class TracePictureTest extends RouteTestSupport {

    @RegisterExtension
    static final FakeBitrix24Extension BITRIX24 = new FakeBitrix24Extension();

    private static final Path PICTURE = MarkdownPage.ROOT.resolve("docs/operations/traces.svg");
    private static final boolean UPDATE = Boolean.getBoolean("chatpin.docs.update");
    private static final Pattern WORDS = Pattern.compile(">([^<\\n]+)</text>");

    private final FakeBitrix24 bitrix24 = BITRIX24.fake();
    private RecordedTraces traces;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        traces = RecordedTraces.of(context);
        return context;
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:orders").to(bitrix24(BITRIX24.fake(), "maxInFlight=1&retryDelay=80"));
            }
        };
    }

    @AfterEach
    void endTraces() {
        traces.close();
    }

    @Test
    void showsTheSpansOfARun() throws Exception {
        String drawn = new TraceDrawing(run()).toSvg();

        if (UPDATE) {
            Files.writeString(PICTURE, drawn);
        }
        assertThat(words(Files.readString(PICTURE))).isEqualTo(words(drawn));
    }

    /** One pin alone; three that gather behind it, are turned away once, and one of which is refused in the end. */
    private List<SpanData> run() {
        bitrix24.denyAccess("chat403");
        pin("direct:orders", "chat16"); // loads classes, and is not shown
        int before = traces.await("orders", 2).size();
        List<SpanData> warmUp = traces.spans();
        bitrix24.nextFaults(Fault.hang(), Fault.empty(503));
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        sent.add(sendLater("chat17"));
        await().until(() -> bitrix24.requests().size() == 2);
        List.of("chat18", "chat19", "chat403").forEach(chat -> sent.add(sendLater(chat)));
        ChatPinRuntime runtime = context.hasService(ChatPinRuntime.class);
        await().until(() -> runtime.accounts().get(0).report().pending() == 3);
        bitrix24.release();
        sent.forEach(CompletableFuture::join);
        traces.await("orders", before + 8);
        return traces.spans().stream().filter(span -> !warmUp.contains(span)).toList();
    }

    private CompletableFuture<Exchange> sendLater(String chat) {
        return CompletableFuture.supplyAsync(() -> pin("direct:orders", chat), task -> new Thread(task).start());
    }

    /** Returns what stands beside the bars, whatever their order, but for the times. */
    private static List<String> words(String picture) {
        List<String> words = new ArrayList<>(WORDS.matcher(picture)
                .results()
                .map((MatchResult text) -> text.group(1))
                .filter(text -> !text.endsWith(" ms"))
                .toList());
        Collections.sort(words);
        return words;
    }
}
