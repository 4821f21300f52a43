/** What the component must do wherever it runs: tests that are compiled once and run with other class paths. */
package io.github.chatpin.smoke;
