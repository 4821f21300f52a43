package io.github.chatpin.camel.fake.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @Test
    void takesAValueAfterAnEqualsSignOrASpace() {
        Arguments arguments = Arguments.of(List.of("--pin-cap=3", "--client-id", "local.mine", "--until-input-ends"));

        assertThat(arguments.values())
                .containsEntry(Option.PIN_CAP, "3")
                .containsEntry(Option.CLIENT_ID, "local.mine")
                .containsKey(Option.UNTIL_INPUT_ENDS)
                .hasSize(3);
    }

    @Test
    void takesTheLastOfSeveralValues() {
        assertThat(Arguments.of(List.of("--pin-cap=3", "--pin-cap=4")).values()).containsEntry(Option.PIN_CAP, "4");
    }

    @Test
    void takesAnEqualsSignInAValue() {
        assertThat(Arguments.of(List.of("--token=abc=1234")).values()).containsEntry(Option.TOKEN, "abc=1234");
    }

    @ParameterizedTest
    @CsvSource({
        "my-client-secret, 'options begin with --; see --help'",
        "--tokn=my-token, 'there is no option --tokn; see --help'",
        "--port=1, 'there is no option --port; see --help'",
        "--token, '--token needs a value'",
        "--until-input-ends=yes, '--until-input-ends takes no value'",
        "--bitrix24-port=http, '--bitrix24-port must be a whole number, 0 or more'",
        "--bitrix24-port=-1, '--bitrix24-port must be a whole number, 0 or more'",
        "--ryzeapi-https-port=65536, '--ryzeapi-https-port must be from 0 to 65535'",
        "--control-port=99999999999, '--control-port must be a whole number, 0 or more'",
        "--control-port=65536, '--control-port must be from 0 to 65535'",
        "--plan=free, '--plan must be standard or enterprise or unlimited'",
        "--limit=50, '--limit: two numbers with a comma are needed, as in 50,2'",
        "'--limit=0,2', '--limit: threshold and perSecond must be at least 1: 0, 2'",
        "'--limit=99999999999,2', '--limit: two numbers with a comma are needed, as in 50,2'",
        "--pin-cap=, '--pin-cap must be a whole number, 0 or more'",
        "--ryzeapi-limit=none, '--ryzeapi-limit must be a whole number, 0 or more'",
        "--ryzeapi-limit=0, '--ryzeapi-limit: limit must be at least 1 and period at least 1 s: 0, PT1M'",
        "--pin-path=pin, '--pin-path: pinPath must begin with a slash and not end with one: pin'",
        "--gateways=waha, '--gateways must be all, or some of gowa,openwa,wwebjs,wppconnect'",
        "'--gateways=gowa,', '--gateways must be all, or some of gowa,openwa,wwebjs,wppconnect'",
        "--gowa-port=3000, '--gowa-port is for a gateway that --gateways does not name'",
        "--clock=fast, '--clock must be real or still'",
        "--instance=, '--instance: instance must not be empty'",
        "--webhook-token=1/short, '--webhook-token: webhookToken must be a user id, a slash, and a code of at least 8 letters and digits'",
        "--client-secret=short, '--client-secret: clientSecret must have at least 8 characters, all of them visible ASCII'",
        "--account-token=short, '--account-token: accountToken must have at least 8 characters, all of them visible ASCII'"
    })
    void namesTheOptionThatIsWrongAndNoSecret(String word, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> use(word)).withMessage(message);
    }

    /** Reads all that a server reads, without starting one. */
    private static void use(String word) {
        Arguments arguments = Arguments.of(List.of(word));
        Clock clock = arguments.clock().time();
        arguments.controlPort();
        arguments.bitrix24(clock);
        arguments.ryzeApi(clock);
        arguments.gateways(clock);
    }
}
