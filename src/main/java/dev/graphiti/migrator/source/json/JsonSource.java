package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.Survey;
import dev.graphiti.migrator.source.file.Locations;
import dev.graphiti.migrator.source.file.WorkingFolder;
import java.io.IOException;
import java.util.List;

/** Reads what the options name. Large files of lines are cut into ranges; what a small file holds is told on opening. */
record JsonSource(JsonSourceOptions options, WorkingFolder here, long splitBytes) implements RecordSource {
    JsonSource(JsonSourceOptions options) {
        this(options, WorkingFolder.current(), options.splitSize().bytes());
    }

    @Override
    public List<SourceSplit> splits() throws IOException {
        return survey().splits();
    }

    @Override
    public Survey survey() throws IOException {
        return new JsonPlan(options, here, splitBytes).make();
    }

    @Override
    public RecordReader open(SourceSplit split, String position) throws IOException {
        JsonSplit file = JsonSplit.parse(split.spec());
        if (position.equals(JsonSplit.END)) {
            return new EmptyReader();
        }
        if (!position.equals(SourceSplit.START)) {
            return DocumentPosition.isOne(position)
                    ? openDocument(split, file, position)
                    : new LinesReader(split, file, options, file.open(Long.parseLong(position)));
        }
        return switch (file.format()) {
            case AUTO -> openUnknown(split, file);
            case LINES -> openLines(split, file);
            case DOCUMENT -> openDocument(split, file, position);
        };
    }

    private RecordReader openLines(SourceSplit split, JsonSplit file) throws IOException {
        // From one byte earlier on, since a line that begins right here has its predecessor's line feed there.
        return file.start() == 0
                ? new LinesReader(split, file, options, begin(file))
                : new LinesReader(split, file, options, file.open(file.start() - 1)).behindFirstLineFeed();
    }

    private DocumentReader openDocument(SourceSplit split, JsonSplit file, String position) throws IOException {
        DocumentPosition parsed = DocumentPosition.parse(position);
        ByteWindow window = position.equals(SourceSplit.START) ? begin(file) : file.open(parsed.offset());
        return new DocumentReader(split, options, parsed, window);
    }

    private RecordReader openUnknown(SourceSplit split, JsonSplit file) throws IOException {
        ByteWindow window = begin(file);
        return FormatSniffer.sniff(window.peek(FormatSniffer.HEAD)) == JsonFormat.LINES
                ? new LinesReader(split, file, options, window)
                : new DocumentReader(split, options, DocumentPosition.parse(SourceSplit.START), window);
    }

    private static ByteWindow begin(JsonSplit file) throws IOException {
        ByteWindow window = file.open(0);
        try {
            ForeignContent.check(Locations.shown(file.file()), window.peek(ForeignContent.HEAD), false);
            return window;
        } catch (MigratorException e) {
            window.close();
            throw e;
        }
    }
}
