package io.github.chatpin.example.jbang;

import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

/** The command {@code camel}, as JBang starts it. */
final class Camel {

    private Camel() {}

    public static void main(String[] arguments) {
        CamelJBangMain.run(arguments);
    }
}
