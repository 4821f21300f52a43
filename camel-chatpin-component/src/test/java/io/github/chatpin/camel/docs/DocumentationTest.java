package io.github.chatpin.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class DocumentationTest {

    private static final Path USER_GUIDE = MarkdownPage.ROOT.resolve("docs/user-guide.md");
    private static final boolean UPDATE = Boolean.getBoolean("chatpin.docs.update");
    private static final Set<String> CHECKED = Set.of("java", "xml", "yaml", "sql");

    static List<MarkdownPage> pages() throws IOException {
        return MarkdownPage.all();
    }

    @Test
    void theUserGuideListsTheSchemasOptions() throws Exception {
        checkTable("options", SchemaTables.load().options());
    }

    @Test
    void theUserGuideListsTheSchemasHeaders() throws Exception {
        checkTable("headers", SchemaTables.load().headers());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void snippetsAreCopiesOfWhatTheTestsRun(MarkdownPage page) throws Exception {
        SoftAssertions softly = new SoftAssertions();
        for (MarkdownPage.Fence fence : page.fences()) {
            if (!CHECKED.contains(fence.language()) || isDependency(fence)) {
                continue;
            }
            softly.assertThat(fence.source())
                    .as("%s:%d has no line <!-- snippet: <path>#<name> --> before it", page, fence.line())
                    .isNotNull();
            if (fence.source() != null) {
                softly.assertThat(fence.text())
                        .as("%s:%d differs from its source, from which it must be copied", page, fence.line())
                        .isEqualTo(SourceSnippet.read(fence.source()));
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void dependenciesOnTheProjectHaveItsCoordinates(MarkdownPage page) throws Exception {
        String version =
                SchemaTables.load().schema().path("component").path("version").asText();
        for (MarkdownPage.Fence fence : page.fences()) {
            if (!isDependency(fence)) {
                continue;
            }
            NodeList dependencies =
                    parse("<dependencies>" + fence.text() + "</dependencies>").getElementsByTagName("dependency");
            Element first = (Element) dependencies.item(0);
            assertThat(List.of(text(first, "groupId"), text(first, "version")))
                    .as("%s:%d", page, fence.line())
                    .containsExactly("io.github.chatpin", version);
            assertThat(text(first, "artifactId"))
                    .as("%s:%d", page, fence.line())
                    .isIn("camel-chatpin-component", "camel-chatpin-fakes", "camel-chatpin-starter");
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToFiles(MarkdownPage page) {
        assertThat(page.linkedFiles()).as("links of %s", page).allSatisfy(file -> assertThat(file)
                .exists());
    }

    @Test
    void theQuickStartIsTwoCommands() throws Exception {
        List<String> commands = MarkdownPage.read(MarkdownPage.ROOT.resolve("README.md")).fences().stream()
                .filter(fence -> fence.section().equals("Quick start"))
                .filter(fence -> Set.of("sh", "bash").contains(fence.language()))
                .map(MarkdownPage.Fence::text)
                .toList();

        assertThat(commands)
                .containsExactly(
                        "mvn -q -DskipTests -pl camel-chatpin-examples/java-dsl -am package exec:java", "mvn verify");
    }

    private static void checkTable(String name, List<String> expected) throws IOException {
        MarkdownPage page = MarkdownPage.read(USER_GUIDE);
        int start = page.lines().indexOf("<!-- " + name + " -->");
        int end = page.lines().indexOf("<!-- /" + name + " -->");
        assertThat(start).as("line <!-- %s --> in %s", name, page).isNotNegative();
        assertThat(end).as("line <!-- /%s --> in %s", name, page).isGreaterThan(start);
        if (UPDATE) {
            List<String> updated = new ArrayList<>(page.lines().subList(0, start + 1));
            updated.addAll(expected);
            updated.addAll(page.lines().subList(end, page.lines().size()));
            Files.write(USER_GUIDE, updated);
            return;
        }
        assertThat(page.lines().subList(start + 1, end))
                .as(
                        "%s in %s; mvn test -pl camel-chatpin-component -Dtest=DocumentationTest -Dchatpin.docs.update=true writes it",
                        name, page)
                .containsExactlyElementsOf(expected);
    }

    private static boolean isDependency(MarkdownPage.Fence fence) {
        return fence.language().equals("xml") && fence.text().startsWith("<dependency>");
    }

    private static Element parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    private static String text(Element element, String tag) {
        return element.getElementsByTagName(tag).item(0).getTextContent();
    }
}
