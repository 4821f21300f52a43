package io.github.chatpin.camel.docs.main;

import org.apache.camel.main.Main;

// snippet application

public final class Application {

    public static void main(String[] args) throws Exception {
        new Main(Application.class).run(args); // reads application.properties; ends when the process is told to
    }
}
// end
