package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.source.SourceRecord;
import java.util.List;

/**
 * Some records of a split.
 *
 * @param next the position behind the page
 * @param last whether nothing comes behind it
 */
record Page(List<SourceRecord> records, String next, boolean last) {}
