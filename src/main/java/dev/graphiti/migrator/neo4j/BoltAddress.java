package dev.graphiti.migrator.neo4j;

import dev.graphiti.migrator.text.Masking;
import java.util.Arrays;
import java.util.Optional;

/** An address of Neo4j. It is part of messages and reports, so it must not contain secrets. */
public final class BoltAddress {
    private BoltAddress() {}

    /**
     * Why the address is refused, in a sentence that does not show what may be secret.
     *
     * @param section in front of the names of keys, such as {@code target.}
     */
    public static Optional<String> problem(String section, String uri) {
        if (uri.contains("@")) {
            return Optional.of(
                    "%suri contains a user or password; write bolt://host:7687 or neo4j://host:7687 and give them as %suser and %spassword"
                            .formatted(section, section, section));
        }
        int query = uri.indexOf('?');
        return query < 0
                ? Optional.empty()
                : Arrays.stream(uri.substring(query + 1).split("[&;]", -1))
                        .filter(parameter -> !uri.startsWith("neo4j") || isSecret(parameter))
                        .findFirst()
                        .map(parameter -> refused(section, parameter));
    }

    /** The neo4j schemes take parameters, for routing. */
    private static boolean isSecret(String parameter) {
        return !parameter.contains("=") || Masking.isSecret(name(parameter));
    }

    private static String name(String parameter) {
        return parameter.split("=", 2)[0];
    }

    private static String refused(String section, String parameter) {
        String what = parameter.contains("=") ? "the parameter '" + name(parameter) + "'" : "a query";
        String remedy =
                Masking.isSecret(name(parameter)) ? "give the password as %spassword".formatted(section) : "remove it";
        return "%suri contains %s, which is not supported; %s".formatted(section, what, remedy);
    }
}
