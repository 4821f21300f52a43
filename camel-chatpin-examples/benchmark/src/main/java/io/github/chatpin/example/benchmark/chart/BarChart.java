package io.github.chatpin.example.benchmark.chart;

import java.util.List;

/**
 * Bars in groups.
 *
 * @param name the name of its file
 * @param title what it shows
 * @param groups the names of the groups
 * @param groupLabel what the groups are
 * @param vertical the vertical axis
 * @param bars the bars of each colour
 */
public record BarChart(
        String name, String title, List<String> groups, String groupLabel, Axis vertical, List<Bars> bars)
        implements Chart {

    private static final double WIDEST_BAR = 72;
    private static final double GAP = 2; // between the bars of a group

    @Override
    public String toSvg() {
        Svg svg = new Svg(title);
        svg.legend(bars.stream()
                .map(each -> new LegendEntry(each.name(), each.colour(), false))
                .toList());
        svg.verticalAxis(vertical);
        svg.horizontalLabel(groupLabel);
        for (int group = 0; group < groups.size(); group++) {
            double middle = Frame.x((group + 0.5) / groups.size());
            svg.text(middle, Frame.BOTTOM + 18, "tick", "middle", groups.get(group));
            drawGroup(svg, group, middle);
        }
        return svg.toString();
    }

    private void drawGroup(Svg svg, int group, double middle) {
        double groupWidth = Frame.x(1.0 / groups.size()) - Frame.LEFT;
        double width = Math.min(WIDEST_BAR, groupWidth / (bars.size() + 1));
        double left = middle - bars.size() * (width + GAP) / 2;
        for (Bars each : bars) {
            Bars.Value value = each.values().get(group);
            double top = Frame.y(vertical.part(value.value()));
            svg.bar(left, top, width, Frame.BOTTOM - top, each.colour());
            double centre = left + width / 2;
            double highest = Frame.y(vertical.part(value.high()));
            if (value.low() < value.high()) {
                svg.straight(centre, Frame.y(vertical.part(value.low())), centre, highest, "range");
            }
            svg.text(centre, highest - 6, "value", "middle", value.text());
            left += width + GAP;
        }
    }
}
