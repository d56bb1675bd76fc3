package dev.graphiti.migrator.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graphiti.migrator.source.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GapNotesTest {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 3);

    /** What the brokers hold begins at 0 where nothing is gone. */
    @ParameterizedTest
    @CsvSource({
        "0, offset 5: 4 offset-without-record",
        "5, offset 5: 4 offset-without-record",
        "7, offset 5: 2 offset-gone; offset 7: 2 offset-without-record",
        "9, offset 5: 4 offset-gone",
        "99, offset 5: 4 offset-gone"
    })
    void whatIsGoneIsToldApart(long beginning, String notes) {
        List<SourceRecord> told = new ArrayList<>();

        GapNotes.tell(new PassedOffsets.Gap(ORDERS, 5, 9), partition -> beginning, told::add);

        assertThat(told.stream()
                        .map(note -> Topic.line(note).replace("orders-3 ", ""))
                        .toList())
                .containsExactly(notes.split("; ", -1));
    }
}
