package io.github.chatpin.example.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {

    private final Page page = new Page(List.of("# Title", "<!-- part -->", "old", "<!-- /part -->", "end"));

    @Test
    void replacesWhatIsBetweenTheMarks() {
        assertThat(page.with("part", List.of("new", "newer")).lines())
                .containsExactly("# Title", "<!-- part -->", "new", "newer", "<!-- /part -->", "end");
    }

    @Test
    void namesThePartThatThePageDoesNotHave() {
        assertThatThrownBy(() -> page.with("other", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The page has no lines <!-- other --> and <!-- /other -->");
    }
}
