package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.chatpin.camel.ChatPinConstants;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.BindToRegistry;
import org.junit.jupiter.api.Test;

/** The rules and the dashboard of the page on operations ask for metrics that there are. */
class AlertsTest extends DocumentedRoutesTestSupport {

    private static final Path OPERATIONS = MarkdownPage.ROOT.resolve("docs/operations");
    private static final Pattern METRIC = Pattern.compile("\\bchatpin_[a-z_]+");
    private static final Pattern ALERT = Pattern.compile("(?m)^\\s*- alert: (\\w+)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(ChatPin\\w+)` \\|");

    @BindToRegistry("metricsRegistry")
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void theRulesAskForMetricsThatThereAre() throws Exception {
        assertThat(scraped()).containsAll(metrics("chatpin-rules.yml"));
    }

    @Test
    void theDashboardAsksForMetricsThatThereAre() throws Exception {
        assertThat(scraped()).containsAll(metrics("chatpin-dashboard.json"));
    }

    @Test
    void theDashboardIsJsonWithPanels() throws Exception {
        JsonNode dashboard = new JsonMapper()
                .readTree(OPERATIONS.resolve("chatpin-dashboard.json").toFile());

        assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy(panel -> assertThat(panel.path("targets"))
                .isNotEmpty());
    }

    @Test
    void thePageListsTheRules() throws Exception {
        String page = Files.readString(MarkdownPage.ROOT.resolve("docs/operations.md"));
        String rules = Files.readString(OPERATIONS.resolve("chatpin-rules.yml"));

        assertThat(found(ROW, page, 1)).isEqualTo(found(ALERT, rules, 1));
    }

    private Set<String> scraped() {
        String endpoint = "chatpin:bitrix24?portalUrl={{bitrix24.url}}"
                + "&authorizationToken=RAW({{bitrix24.authorizationToken}})";
        template.requestBodyAndHeader(endpoint, "", ChatPinConstants.CHAT_ID, "chat17");
        template.send(endpoint, exchange -> exchange.getMessage().setHeader(ChatPinConstants.CHAT_ID, "chat403x"));
        return registry.scrape().lines().map(line -> line.split("[{ ]")[0]).collect(Collectors.toSet());
    }

    private static Set<String> metrics(String file) throws Exception {
        Set<String> metrics = found(METRIC, Files.readString(OPERATIONS.resolve(file)), 0);
        assertThat(metrics).hasSizeGreaterThan(3);
        return metrics;
    }

    private static Set<String> found(Pattern pattern, String text, int group) {
        Set<String> found = new TreeSet<>();
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            found.add(matcher.group(group));
        }
        return found;
    }
}
