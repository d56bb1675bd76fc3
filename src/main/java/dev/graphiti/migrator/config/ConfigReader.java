package dev.graphiti.migrator.config;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a YAML text into the records of a shape. Keys that the shape does not know are errors; every error names line,
 * column and remedy, and all that are found come in one exception.
 *
 * <p>Variables stand in values, not in keys: <code>${NAME}</code>, <code>${NAME:-default}</code>, and <code>$${</code>
 * for a literal <code>${</code>. They are put in after the YAML is parsed, so a value cannot become structure, and
 * are not shown in messages.
 */
public final class ConfigReader<T extends Record> {
    private final Class<T> root;
    private final Sections sections;
    private final Map<String, String> environment;

    /**
     * A reader with the variables of this environment.
     *
     * @throws IllegalArgumentException if an annotation of the shape is wrong
     */
    public ConfigReader(ConfigShape<T> shape, Map<String, String> environment) {
        this.root = shape.root();
        this.sections = shape.sections();
        this.environment = Map.copyOf(environment);
        NodeReader texts = NodeReader.forAnnotations(sections);
        sections.all().forEach(section -> section.keys().forEach(texts::check));
    }

    /**
     * Reads a UTF-8 file.
     *
     * @throws MigratorException with one line for each problem of the file
     */
    public T read(Path file) {
        if (Files.isDirectory(file)) {
            throw new MigratorException(Fault.CONFIGURATION, file + " is a folder; name the configuration file");
        }
        try {
            return read(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new MigratorException(Fault.CONFIGURATION, "there is no file '" + file + "'; check the path", e);
        } catch (CharacterCodingException e) {
            throw new MigratorException(Fault.CONFIGURATION, file + " is not UTF-8 text; save it as UTF-8", e);
        } catch (IOException e) {
            throw new MigratorException(Fault.CONFIGURATION, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a text.
     *
     * @param name what messages call the text
     * @throws MigratorException with one line for each problem of the text
     */
    public T read(String yaml, String name) {
        ConfigErrors problems = new ConfigErrors(name);
        Node document = YamlText.compose(yaml, problems);
        Object config = null;
        if (document != null) {
            NodeReader reader = new NodeReader(sections, Variables.of(environment), problems);
            config = reader.read(new ValueType.Nested(root), YamlLocation.root(document));
        }
        problems.throwIfAny();
        if (config == null) {
            throw new IllegalStateException("no configuration, and no problem either");
        }
        return root.cast(config);
    }
}
