package io.github.chatpin.example.benchmark;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures the component beside routes written by hand, against the strict fake of Bitrix24 and a plain server on this
 * machine. Prints what it found, and writes tables and charts.
 */
public final class Benchmark {

    private static final Path DEFAULT_DIRECTORY = Path.of("target", "benchmark");

    private final Sizes sizes;
    private final PrintStream out;

    Benchmark(Sizes sizes, PrintStream out) {
        this.sizes = sizes;
        this.out = out;
    }

    /**
     * Runs the benchmark; with {@code -Dbenchmark.quick=true} only to see that it works, which writes no documents.
     *
     * @param args where the documents are, {@code docs}; {@code target/benchmark} if not given
     * @throws Exception if anything ended otherwise than it should have
     */
    public static void main(String[] args) throws Exception {
        boolean quick = Boolean.getBoolean("benchmark.quick");
        Path directory = quick || args.length == 0 ? DEFAULT_DIRECTORY : Path.of(args[0]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Report report = new Benchmark(quick ? Sizes.quick() : Sizes.full(), out).run();
        report.print(out);
        report.write(directory);
        out.println();
        out.println("Written to " + directory.toAbsolutePath().normalize());
    }

    Report run() throws Exception {
        OverheadFindings overhead;
        LonePinFindings lonePin;
        TenantsFindings tenants;
        GrowthFindings growth;
        try (LoopbackProcess loopback = LoopbackProcess.start()) {
            out.println("Measuring what a pin costs…");
            overhead = new Overhead(sizes, loopback.portal()).measure();
            out.println("Measuring lone pins…");
            lonePin = new LonePin(sizes, loopback.portal()).measure();
            out.println("Measuring tenants…");
            Tenants accounts = new Tenants(sizes);
            tenants = accounts.measure();
            out.println("Measuring growth…");
            growth = new Growth(sizes, new WaitingPins(sizes, loopback.portal()), accounts).measure();
        }
        out.println("Measuring bursts…");
        DrainFindings drain = new Drain(sizes).measure();
        out.println("Measuring a steady load…");
        SteadyFindings steady = new SteadyLoad(sizes).measure();
        out.println("Measuring crowds…");
        CrowdFindings crowd = new Crowd(sizes).measure();
        out.println("Measuring many portals…");
        ManyPortalsFindings manyPortals = new ManyPortals(sizes).measure();
        out.println("Measuring the stand-ins' start…");
        StandInFindings standIns = new StandInStart(sizes).measure();
        return new Report(
                Machine.current(),
                List.of(drain, steady, crowd, overhead, lonePin, tenants, manyPortals, growth, standIns));
    }
}
