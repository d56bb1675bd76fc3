package dev.graphiti.migrator.crash;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** Messages of a topic. */
@Tag("crash")
class KafkaCrashIT extends EndToEnd {
    @Override
    Servers open() {
        return new ProcessServers("crash-kafka");
    }

    @Override
    CrashData data(Path kept) throws IOException {
        return TicketTopic.on(servers().kafka(), servers().kafkaServers(), Tickets.in(kept, Crashes.RECORDS), 1_000);
    }
}
