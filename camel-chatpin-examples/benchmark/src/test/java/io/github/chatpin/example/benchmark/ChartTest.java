package io.github.chatpin.example.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jfree.data.xy.XYSeries;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ChartTest {

    private static final int MOST_BYTES = 60_000;

    @Test
    void isADocumentThatScales() throws Exception {
        Element svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(chart().toSvg())))
                .getDocumentElement();

        assertThat(svg.getTagName()).isEqualTo("svg");
        assertThat(svg.getAttribute("viewBox")).isEqualTo("0 0 760 420");
    }

    @Test
    void isTheSameForTheSameNumbers() {
        assertThat(chart().toSvg()).isEqualTo(chart().toSvg());
    }

    @Test
    void isSmallAlthoughALineHasManyPoints() {
        assertThat(chart().toSvg().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
    }

    @Test
    void showsTitleAndAxesAsText() {
        assertThat(chart().toSvg()).contains(">Pins done<", ">seconds<", ">pins<", ">by hand<");
    }

    private static Chart chart() {
        XYSeries line = LineChart.line("by hand");
        IntStream.range(0, 1_000).forEach(i -> line.add(i / 10.0, i));
        return new LineChart("Pins done", Axes.fromZero("seconds"), Axes.fromZero("pins"))
                .measured(line, Colour.ORANGE)
                .named("drain");
    }
}
