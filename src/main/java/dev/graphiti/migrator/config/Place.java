package dev.graphiti.migrator.config;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * A value in the YAML.
 *
 * @param path the keys that lead to it, such as {@code write.retry} or {@code labels[0]}
 * @param mark where a message points that is about the value as a whole: at its key
 */
record Place(String path, Mark mark, Node node) {
    static Place root(Node node) {
        return new Place("", node.getStartMark(), node);
    }

    Place at(String key, NodeTuple entry) {
        return new Place(Section.below(path, key), entry.getKeyNode().getStartMark(), entry.getValueNode());
    }

    Place item(int index, Node item) {
        return new Place(path + "[" + index + "]", item.getStartMark(), item);
    }
}
