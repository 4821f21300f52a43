/** What the fuzz tests share. They stand beside what they fuzz and are named after it: {@code …FuzzTest}. */
package io.github.chatpin.camel.fuzz;
