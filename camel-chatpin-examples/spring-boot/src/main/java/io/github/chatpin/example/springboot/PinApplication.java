package io.github.chatpin.example.springboot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** An HTTP service that pins chats. In the profile {@code demo} it asks itself for some pins, and then ends. */
@SpringBootApplication
public class PinApplication {

    /**
     * Starts the service.
     *
     * @param args Spring Boot's; {@code --keep-running} keeps the demo running
     */
    public static void main(String[] args) {
        ConfigurableApplicationContext application = SpringApplication.run(PinApplication.class, args);
        if (endsByItself(application.getEnvironment())) {
            application.close();
        }
    }

    private static boolean endsByItself(Environment environment) {
        return environment.acceptsProfiles(Profiles.of("demo")) && !environment.containsProperty("keep-running");
    }
}
