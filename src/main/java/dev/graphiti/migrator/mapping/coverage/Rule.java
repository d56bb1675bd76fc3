package dev.graphiti.migrator.mapping.coverage;

import dev.graphiti.migrator.mapping.path.FieldPath;
import dev.graphiti.migrator.mapping.path.ItemPath;
import org.jspecify.annotations.Nullable;

/**
 * A part of a mapping that should be of use for some record.
 *
 * @param name the key in the configuration, with the path that is looked for: {@code episode.content: body}
 * @param each the list or object whose items the path looks into; null if it looks into the record
 * @param path null for a related entity or a fact, which must be created
 * @param ofSkip whether it belongs to a skip rule, which is applied to all records
 */
record Rule(String name, @Nullable ItemPath each, @Nullable FieldPath path, boolean ofSkip) {}
