package dev.graphiti.migrator.neo4j;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's version, {@code 5.26.12} or {@code 2025.06.1} alike. */
public record Neo4jVersion(int major, int minor) implements Comparable<Neo4jVersion> {
    /** Dynamic labels and scoped subqueries came with it, and Graphiti names it as its least. */
    public static final Neo4jVersion OLDEST = new Neo4jVersion(5, 26);

    private static final Pattern FORM = Pattern.compile("(\\d+)\\.(\\d+).*");

    static Neo4jVersion parse(String version) {
        Matcher matcher = FORM.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + version + "' is not a Neo4j version");
        }
        return new Neo4jVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public int compareTo(Neo4jVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
