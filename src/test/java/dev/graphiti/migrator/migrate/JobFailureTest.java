package dev.graphiti.migrator.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobFailureTest {
    @Test
    void tellsWhatWasThrown() {
        assertThat(JobFailure.why(new IllegalStateException("the disk is full")))
                .isEqualTo("the disk is full");
        assertThat(JobFailure.why(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void tellsNoStackTrace() {
        String answer = """
                [org.apache.flink.runtime.rest.handler.RestHandlerException: Request did not match.
                \tat org.apache.flink.runtime.rest.handler.job.JobExecutionResultHandler.handle(JobExecutionResultHandler.java:94)
                \t... 39 more
                ]""";

        assertThat(JobFailure.why(new IllegalStateException(answer)))
                .isEqualTo("org.apache.flink.runtime.rest.handler.RestHandlerException: Request did not match.");
    }

    @Test
    void saysThatTheJobIsGone() {
        String answer = """
                [org.apache.flink.runtime.rest.handler.RestHandlerException: org.apache.flink.runtime.messages.FlinkJobNotFoundException: Could not find Flink job (b0ec6f04d0c9c81d4b6371121e25ec7b)
                \tat org.apache.flink.runtime.rest.handler.job.JobExecutionResultHandler.handle(JobExecutionResultHandler.java:94)
                ]""";

        assertThat(JobFailure.why(new IllegalStateException(answer)))
                .isEqualTo("the cluster does not know it any more, for its JobManager was lost");
    }
}
