/** The Java DSL example; {@link io.github.chatpin.example.javadsl.JavaDslExample} starts it. */
package io.github.chatpin.example.javadsl;
