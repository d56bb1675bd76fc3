package dev.graphiti.migrator.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a message is one that a person can use. */
final class Sentences {
    /** What only the text of an exception of Java or of a library holds. */
    private static final Pattern OF_A_LIBRARY = Pattern.compile(
            "\\b(java|org|com|dev)\\.[a-z]+\\.[\\w.]+|Exception\\b|\\tat |^null$|: null$|@[0-9a-f]{6,8}\\b");

    /** An example in a message. */
    private static final String OF_OURS = "!!java.net.URL";

    private Sentences() {}

    static void check(@Nullable String given) {
        assertThat(given).as("the message").isNotBlank().hasSizeLessThan(4_000);
        String message = Objects.requireNonNull(given);
        assertThat(message.lines()).as("lines of: %s", message).hasSize(1);
        assertThat(message.replace(OF_OURS, "")).doesNotContainPattern(OF_A_LIBRARY);
    }
}
