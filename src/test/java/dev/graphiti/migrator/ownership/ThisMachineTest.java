package dev.graphiti.migrator.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.model.RunOwner;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ThisMachineTest {
    private static final RunOwner US = ThisMachine.owner("job", "token", null);

    @Test
    void thisProcessIsThere() {
        assertThat(Evidence.of(US)).isEqualTo(Evidence.PROCESS_ALIVE);
    }

    @Test
    void aProcessThatHasEndedIsGone() throws IOException, InterruptedException {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();

        assertThat(Evidence.of(with(ended.pid(), US.processStart(), US.machine())))
                .isEqualTo(Evidence.ENDED);
    }

    @Test
    void anotherProcessWithTheSameIdIsAnotherProcess() {
        assertThat(Evidence.of(with(US.pid(), "1", US.machine()))).isEqualTo(Evidence.ENDED);
    }

    @Test
    void aProcessOfAnotherMachineOrContainerIsUnknown() {
        assertThat(Evidence.of(with(1, US.processStart(), "another boot"))).isEqualTo(Evidence.UNKNOWN);
        assertThat(Evidence.of(with(1, US.processStart(), ""))).isEqualTo(Evidence.UNKNOWN);
    }

    private static RunOwner with(long pid, String start, String machine) {
        return new RunOwner(US.jobId(), US.token(), US.host(), pid, machine, start, null);
    }
}
