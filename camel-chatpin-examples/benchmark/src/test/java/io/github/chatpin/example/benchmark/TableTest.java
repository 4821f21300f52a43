package io.github.chatpin.example.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table =
            new Table(List.of("Route", "Pins"), List.of(List.of("by hand", "8"), List.of("chatpin", "1,000")));

    @Test
    void alignsNumbersOnTheRightOfAConsole() {
        assertThat(table.toText()).containsExactly("Route     Pins", "by hand      8", "chatpin  1,000");
    }

    @Test
    void alignsNumbersOnTheRightOfAPage() {
        assertThat(table.toMarkdown())
                .containsExactly("| Route | Pins |", "| --- | ---: |", "| by hand | 8 |", "| chatpin | 1,000 |");
    }

    @Test
    void refusesARowThatDoesNotFit() {
        assertThatThrownBy(() -> new Table(List.of("Route", "Pins"), List.of(List.of("by hand"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Row [by hand] does not fit [Route, Pins]");
    }
}
