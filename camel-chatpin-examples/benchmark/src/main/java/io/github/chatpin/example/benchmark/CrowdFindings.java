package io.github.chatpin.example.benchmark;

import java.util.List;

/**
 * How long crowds of callers took.
 *
 * @param crowds what each of them found
 */
record CrowdFindings(List<CrowdRun> crowds) implements Section {

    @Override
    public String name() {
        return "crowd";
    }

    @Override
    public String title() {
        return "A crowd: %s pins, each caller waits for its own, standard plan"
                .formatted(Numbers.whole(crowds.get(0).pins()));
    }

    @Override
    public Table table() {
        return new Table(
                List.of(
                        "Callers",
                        "Answer after, ms",
                        "Full batches",
                        "Requests",
                        "Rejected",
                        "Failed",
                        "Seconds",
                        "Bound, s",
                        "Seconds : bound"),
                crowds.stream().map(CrowdFindings::row).toList());
    }

    private static List<String> row(CrowdRun run) {
        return List.of(
                Numbers.whole(run.callers()),
                Numbers.whole(run.answerMillis()),
                Numbers.whole(run.fullBatches()),
                Numbers.whole(run.traffic().requests()),
                Numbers.whole(run.traffic().rejected()),
                Numbers.whole(run.failed()),
                Numbers.twoDecimals(run.seconds()),
                Numbers.twoDecimals(run.boundSeconds()),
                Numbers.oneDecimal(run.seconds() / run.boundSeconds()));
    }

    @Override
    public List<Chart> charts() {
        MarkChart chart = new MarkChart(
                "Time until all pins of a crowd are done",
                "callers, and after how long the portal answers",
                "seconds",
                false);
        for (CrowdRun run : crowds) {
            String crowd = "%d callers, %d\u00a0ms".formatted(run.callers(), run.answerMillis());
            chart.mark("the bound", Colour.GREY, crowd, run.boundSeconds());
            chart.mark("chatpin", Colour.BLUE, crowd, run.seconds());
        }
        return List.of(chart.named("crowd"));
    }
}
