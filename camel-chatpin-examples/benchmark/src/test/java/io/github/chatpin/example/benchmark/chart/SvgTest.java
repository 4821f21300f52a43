package io.github.chatpin.example.benchmark.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SvgTest {

    @Test
    void escapesWhatXmlWouldMisread() {
        assertThat(new Svg("a < b & c").toString()).contains("<title>a &lt; b &amp; c</title>");
    }

    @Test
    void drawsForLightAndDark() {
        assertThat(new Svg("title").toString())
                .contains("@media (prefers-color-scheme: dark)", Colour.BLUE.light(), Colour.BLUE.dark());
    }

    @Test
    void breaksALegendThatIsTooLong() {
        LegendEntry entry = new LegendEntry("a name that is long enough to fill half of a line", Colour.BLUE, false);
        Svg svg = new Svg("title");

        svg.legend(List.of(entry, entry, entry));

        assertThat(svg.toString())
                .containsPattern("y=\"56.0\"[^>]*class=\"entry\"")
                .contains("y=\"74.0\"");
    }
}
