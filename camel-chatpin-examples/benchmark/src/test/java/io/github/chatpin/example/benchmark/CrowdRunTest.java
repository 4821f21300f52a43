package io.github.chatpin.example.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CrowdRunTest {

    @Test
    void aBatchHoldsAPinOfEachCallerUpToFifty() {
        assertThat(crowd(8, 0).fullBatches()).isEqualTo(150);
        assertThat(crowd(50, 0).fullBatches()).isEqualTo(24);
        assertThat(crowd(200, 0).fullBatches()).isEqualTo(24);
    }

    @Test
    void manyBatchesAreBoundByTheLimit() {
        assertThat(crowd(8, 0).boundSeconds()).isEqualTo(51);
    }

    @Test
    void fewBatchesAreBoundByTheAnswers() {
        assertThat(crowd(50, 100).boundSeconds()).isEqualTo(2.448, within(1e-9));
    }

    @Test
    void moreThanFiftyCallersHaveSeveralBatchesAtTheSameTime() {
        assertThat(crowd(200, 100).boundSeconds()).isEqualTo(2.448 / 4, within(1e-9));
    }

    private static CrowdRun crowd(int callers, int answerMillis) {
        return new CrowdRun(callers, answerMillis, 1_200, 0, 0, new Traffic(List.of(), 0));
    }
}
