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
record YamlLocation(String path, Mark mark, Node node) {
    static YamlLocation root(Node node) {
        return new YamlLocation("", node.getStartMark(), node);
    }

    YamlLocation at(String key, NodeTuple entry) {
        return new YamlLocation(Section.below(path, key), entry.getKeyNode().getStartMark(), entry.getValueNode());
    }

    YamlLocation item(int index, Node item) {
        return new YamlLocation(path + "[" + index + "]", item.getStartMark(), item);
    }
}
