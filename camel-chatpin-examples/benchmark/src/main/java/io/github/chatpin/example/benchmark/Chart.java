package io.github.chatpin.example.benchmark;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A picture of what was measured. It gets the look of all charts here, which takes colours away that were set before.
 *
 * @param name the name of its file, without an ending
 * @param drawing what is drawn
 */
record Chart(String name, JFreeChart drawing) {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int DECIMALS = 1; // of a coordinate
    private static final Color TEXT = new Color(0x52514e);
    private static final Color LINES = new Color(0xe1e0d9);

    static {
        TextUtils.setUseDrawRotatedStringWorkaround(false); // which draws the label of a vertical axis as outlines
    }

    Chart {
        applyLook(drawing);
    }

    // The ground is white and drawn, so that the dark text can be read on a dark page, too.
    private static void applyLook(JFreeChart drawing) {
        StandardChartTheme look = new StandardChartTheme("pages");
        look.setExtraLargeFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        look.setLargeFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        look.setRegularFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        look.setTitlePaint(Color.BLACK);
        look.setAxisLabelPaint(TEXT);
        look.setTickLabelPaint(TEXT);
        look.setLegendItemPaint(TEXT);
        look.setChartBackgroundPaint(Color.WHITE);
        look.setPlotBackgroundPaint(Color.WHITE);
        look.setPlotOutlinePaint(LINES);
        look.setDomainGridlinePaint(LINES);
        look.setRangeGridlinePaint(LINES);
        look.setAxisOffset(RectangleInsets.ZERO_INSETS);
        look.setBarPainter(new StandardBarPainter());
        look.setShadowVisible(false);
        look.apply(drawing);
        drawing.getLegend().setPosition(RectangleEdge.TOP);
        drawing.getLegend().setFrame(BlockBorder.NONE);
        drawing.setPadding(new RectangleInsets(8, 8, 8, 16));
    }

    /** Returns the picture as a document, which is the same for the same numbers. */
    String toSvg() {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(emptyDocument());
        context.setComment(null);
        context.setPrecision(DECIMALS);
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        drawing.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        Element root = graphics.getRoot();
        root.setAttribute("viewBox", "0 0 %d %d".formatted(WIDTH, HEIGHT));
        return text(root);
    }

    // Not by the generator's own writer, which adds a document type that readers would look up on the network.
    private static String text(Element root) {
        try {
            Transformer transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(root), new StreamResult(text));
            return text.append('\n').toString();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
