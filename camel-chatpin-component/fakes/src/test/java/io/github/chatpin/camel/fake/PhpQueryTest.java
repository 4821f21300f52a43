package io.github.chatpin.camel.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PhpQueryTest {

    @Test
    void decodesNamesAndValues() {
        assertThat(PhpQuery.parse("na%6De=a+b%26c%C3%A9&empty=&flag"))
                .isEqualTo(Map.of("name", "a b&cé", "empty", "", "flag", ""));
    }

    @Test
    void letsLaterValuesWin() {
        assertThat(PhpQuery.parse("PIN=N&PIN=Y")).isEqualTo(Map.of("PIN", "Y"));
    }

    @Test
    void keepsBrokenPercentCodes() {
        assertThat(PhpQuery.parse("a=100%&b=%zz")).isEqualTo(Map.of("a", "100%", "b", "%zz"));
    }

    @Test
    void makesMapsOfBrackets() {
        assertThat(PhpQuery.parse("cmd[c0]=x&cmd[c1]=y&list[]=1&list[]=2&deep[a][b]=c"))
                .isEqualTo(Map.of(
                        "cmd", Map.of("c0", "x", "c1", "y"),
                        "list", Map.of("0", "1", "1", "2"),
                        "deep", Map.of("a", Map.of("b", "c"))));
    }

    @Test
    void replacesDotsAndSpacesInNames() {
        assertThat(PhpQuery.parse("a.b+c=1")).isEqualTo(Map.of("a_b_c", "1"));
    }
}
