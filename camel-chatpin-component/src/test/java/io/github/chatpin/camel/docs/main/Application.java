package io.github.chatpin.camel.docs.main;

// snippet application
import org.apache.camel.main.Main;

public final class Application {

    public static void main(String[] args) throws Exception {
        new Main(Application.class).run(args); // reads application.properties; ends when the process is told to
    }
}
// end
