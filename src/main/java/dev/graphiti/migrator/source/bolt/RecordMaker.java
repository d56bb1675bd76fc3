package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.bolt.GraphView.Content;

/** Gives the content that a view makes its place in the split. */
record RecordMaker(GraphView view, SourceSplit split) {
    SourceRecord record(Content content, String position, String next, long progress) {
        RecordOrigin origin = new RecordOrigin(view.system(), content.collection(), content.id(), split.id(), position);
        return SourceRecord.sound(origin, next, progress, content.fields()).withAbout(content.about());
    }
}
