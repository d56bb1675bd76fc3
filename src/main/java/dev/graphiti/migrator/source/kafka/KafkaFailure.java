package dev.graphiti.migrator.source.kafka;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.text.Masking;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Says what a user can fix of what Kafka's client complains about, without what is secret in the properties. */
final class KafkaFailure {
    private static final Pattern LOGIN_OPTION = Pattern.compile("(?<name>[\\w.-]+)=[\"']?(?<value>[^\"';\\s]+)[\"']?");

    private final KafkaSourceOptions options;

    KafkaFailure(KafkaSourceOptions options) {
        this.options = options;
    }

    MigratorException explained(KafkaException failure) {
        String servers = options.bootstrapServers();
        String reason = reason(failure);
        String sentence;
        if (failure instanceof SslAuthenticationException) {
            sentence = "The TLS handshake with Kafka at %s failed (%s); check the ssl settings in source.properties."
                    .formatted(servers, reason);
        } else if (failure instanceof AuthenticationException) {
            sentence =
                    "Kafka at %s refuses the credentials (%s); check security.protocol, sasl.mechanism and sasl.jaas.config in source.properties."
                            .formatted(servers, reason);
        } else if (failure instanceof AuthorizationException) {
            sentence = ("Kafka at %s does not allow this user to read (%s); grant it the permission to describe and"
                            + " read the topics.")
                    .formatted(servers, reason);
        } else if (failure instanceof TimeoutException) {
            sentence =
                    "No broker at %s has answered within %d s; check source.bootstrap-servers, that the brokers run, and that security.protocol in source.properties is that of their listener."
                            .formatted(servers, Math.max(1, options.timeout().toSeconds()));
        } else if (failure instanceof ConfigException || failure.getCause() instanceof ConfigException) {
            sentence = "Kafka's client refuses its settings (%s); check source.bootstrap-servers and source.properties."
                    .formatted(reason);
        } else {
            sentence = "Kafka at %s cannot be read (%s); check source.bootstrap-servers and source.properties."
                    .formatted(servers, reason);
        }
        return new MigratorException(Fault.SOURCE, sentence, failure);
    }

    /** What there is no use in trying again, somewhere among the causes of a failure of the running job. */
    Optional<MigratorException> hopeless(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof OffsetOutOfRangeException gone) {
                return Optional.of(gone(gone));
            }
        }
        return Optional.empty();
    }

    private static MigratorException gone(OffsetOutOfRangeException failure) {
        String where = failure.offsetOutOfRangePartitions().entrySet().stream()
                .map(Map.Entry::toString)
                .sorted(Comparator.naturalOrder())
                .map(entry -> entry.replace("=", " offset "))
                .collect(Collectors.joining(", "));
        return new MigratorException(
                Fault.SOURCE,
                ("Kafka no longer has the messages from %s on, where reading was to continue; messages that were"
                                + " read before are kept. Start a new run, or set auto.offset.reset in source.properties to"
                                + " earliest to continue after the gap.")
                        .formatted(where),
                failure);
    }

    /** The innermost message in one line; Kafka wraps what matters in "Failed to construct kafka consumer". */
    private String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Masking.of(words(root), secrets())
                .lines()
                .map(String::strip)
                .collect(Collectors.joining(" "))
                .replaceFirst("[.]$", "");
    }

    private String words(Throwable root) {
        String message =
                Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
        if (root instanceof NoSuchFileException) {
            return "there is no file " + named(message);
        }
        return root instanceof AccessDeniedException ? named(message) + " may not be read" : message;
    }

    /** The file, and which property names it. */
    private String named(String file) {
        return options.properties().entrySet().stream()
                .filter(property -> property.getValue().value().equals(file))
                .map(property -> "%s, which source.properties.%s names".formatted(file, property.getKey()))
                .findFirst()
                .orElse(file);
    }

    /** The values of secret properties, and of these the options of login modules that are secret by themselves. */
    private List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        for (Secret property : options.properties().values()) {
            if (!property.shown()) {
                secrets.add(property.value());
                Matcher option = LOGIN_OPTION.matcher(property.value());
                while (option.find()) {
                    if (Masking.isSecret(option.group("name"))) {
                        secrets.add(option.group("value"));
                    }
                }
            }
        }
        return secrets;
    }
}
