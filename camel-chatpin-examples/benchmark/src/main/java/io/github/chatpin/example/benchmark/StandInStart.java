package io.github.chatpin.example.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How long the stand-ins' jar takes from its command to its first answer. */
final class StandInStart {

    private static final String JAR = "camel-chatpin-fakes-";

    private final Sizes sizes;
    private final HttpClient client = HttpClient.newHttpClient();

    StandInStart(Sizes sizes) {
        this.sizes = sizes;
    }

    StandInFindings measure() throws IOException, InterruptedException {
        List<StandInFindings.Start> starts = new ArrayList<>();
        for (int run = 0; run < sizes.standInStarts(); run++) {
            starts.add(start());
        }
        return new StandInFindings(starts);
    }

    private StandInFindings.Start start() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        standalone(),
                        "--until-input-ends")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            JsonNode access = new ObjectMapper().readTree(process.inputReader().readLine());
            double ready = secondsSince(begin);
            pin(access.path("bitrix24").path("webhookUrl").asText());
            return new StandInFindings.Start(ready, secondsSince(begin));
        } finally {
            process.getOutputStream().close();
            process.waitFor();
        }
    }

    private void pin(String webhookUrl) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(webhookUrl + "im.recent.pin"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"DIALOG_ID\":\"chat17\"}"))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("The stand-in has answered with status " + answer.statusCode());
        }
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Returns the jar that runs by itself, which stands beside the one that is on the class path. */
    private static String standalone() {
        String jar = Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .filter(entry -> Path.of(entry).getFileName().toString().startsWith(JAR))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no jar " + JAR + " on the class path"));
        return jar.replaceFirst("\\.jar$", "-standalone.jar");
    }
}
