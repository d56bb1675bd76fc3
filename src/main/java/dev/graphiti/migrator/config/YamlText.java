package dev.graphiti.migrator.config;

import java.io.StringReader;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.StreamReader;

/** Turns YAML into nodes that know their place, and reports what no configuration may hold, whatever its keys. */
final class YamlText {
    /** With 50 aliases a small file can stand for billions of nodes. */
    private static final long MAX_NODES = 100_000;

    private static final Set<Tag> PLAIN_TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.SEQ, Tag.MAP, Tag.MERGE);

    private static final String NO_TAGS =
            "tags such as !!java.net.URL are not allowed; a text that begins with ! must be quoted";

    private static final long BEING_COUNTED = -1;

    private final ConfigErrors problems;
    private final IdentityHashMap<Node, Long> sizes = new IdentityHashMap<>();
    private boolean endless;
    private boolean merges;

    private YamlText(ConfigErrors problems) {
        this.problems = problems;
    }

    /** The root node, or null if there is none to go on with; then something was reported. */
    static @Nullable Node compose(String text, ConfigErrors problems) {
        int before = problems.reported();
        reportUnprintable(text, problems);
        Node root = problems.reported() == before ? parse(text, problems) : null;
        return root != null && new YamlText(problems).isReadable(root) ? root : null;
    }

    static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    /** The entries of a section by their keys; those that were reported are left out. */
    static Map<String, NodeTuple> entries(MappingNode section) {
        Map<String, NodeTuple> entries = new LinkedHashMap<>();
        for (NodeTuple entry : section.getValue()) {
            if (isKey(entry.getKeyNode())) {
                entries.putIfAbsent(((ScalarNode) entry.getKeyNode()).getValue(), entry);
            }
        }
        return entries;
    }

    private static boolean isKey(Node node) {
        return node instanceof ScalarNode && !isNull(node) && !node.getTag().equals(Tag.MERGE);
    }

    /** SnakeYAML refuses these too, but does not know in which line. */
    private static void reportUnprintable(String text, ConfigErrors problems) {
        int line = 1;
        int column = 1;
        for (int codePoint : text.codePoints().toArray()) {
            if (!StreamReader.isPrintable(codePoint)) {
                problems.at(
                        line, column, "the character U+%04X is not allowed in YAML; escape it".formatted(codePoint));
                return;
            }
            column++;
            if (codePoint == '\n') {
                line++;
                column = 1;
            }
        }
    }

    private static @Nullable Node parse(String text, ConfigErrors problems) {
        try {
            Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            Iterator<Node> documents = yaml.composeAll(new StringReader(text)).iterator();
            Node root = documents.hasNext() ? documents.next() : null;
            if (root == null || isNull(root)) {
                problems.at(1, 1, "the configuration is empty; see docs/configuration.md for its keys");
                return null;
            }
            if (documents.hasNext()) {
                problems.at(documents.next().getStartMark(), "a second YAML document begins here; keep one");
            }
            return root;
        } catch (MarkedYAMLException e) {
            problems.at(e.getProblemMark(), "this is not YAML: " + explain(e));
        } catch (YAMLException e) {
            problems.at(1, 1, "this is not YAML: " + e.getMessage());
        }
        return null;
    }

    /** SnakeYAML would print the alias or tag, and that may be a password that begins so. */
    private static String explain(MarkedYAMLException e) {
        String problem = e.getProblem();
        if (problem.startsWith("found undefined alias")) {
            return "an alias has no anchor; a text that begins with * must be quoted";
        }
        return problem.startsWith("Global tag is not allowed") ? NO_TAGS : problem;
    }

    private boolean isReadable(Node root) {
        long size = sizeOf(root);
        if (endless) {
            problems.at(root.getStartMark(), "an alias is inside its own anchor; write the value in full");
        } else if (size >= MAX_NODES) {
            problems.at(root.getStartMark(), "aliases expand this to more than " + MAX_NODES + " values; use fewer");
        }
        // Else each key that was to be merged would be called missing, in lines that are right.
        return !endless && !merges && size < MAX_NODES;
    }

    /** The number of nodes when all aliases are followed; checks each node once on the way. */
    private long sizeOf(Node node) {
        Long known = sizes.putIfAbsent(node, BEING_COUNTED);
        if (known != null) {
            endless |= known == BEING_COUNTED;
            return known;
        }
        if (!PLAIN_TAGS.contains(node.getTag())) {
            problems.at(node.getStartMark(), NO_TAGS);
        }
        long size = 1;
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                size += sizeOf(item);
            }
        } else if (node instanceof MappingNode section) {
            checkKeys(section.getValue());
            for (NodeTuple entry : section.getValue()) {
                size += sizeOf(entry.getKeyNode()) + sizeOf(entry.getValueNode());
            }
        }
        size = Math.min(size, MAX_NODES);
        sizes.put(node, size);
        return size;
    }

    private void checkKeys(List<NodeTuple> entries) {
        Map<String, Integer> lines = new HashMap<>();
        for (NodeTuple entry : entries) {
            Node key = entry.getKeyNode();
            int line = key.getStartMark().getLine() + 1;
            if (key.getTag().equals(Tag.MERGE)) {
                merges = true;
                problems.at(key.getStartMark(), "merge keys (<<) are not allowed; write the keys in full");
            } else if (!isKey(key)) {
                problems.at(key.getStartMark(), "a key must be a text");
            } else {
                String name = ((ScalarNode) key).getValue();
                Integer first = lines.putIfAbsent(name, line);
                if (first != null) {
                    problems.at(
                            key.getStartMark(),
                            "key '%s' occurs twice, first in line %d; keep one".formatted(name, first));
                }
            }
        }
    }
}
