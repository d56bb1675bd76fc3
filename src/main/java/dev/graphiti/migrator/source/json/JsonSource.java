package dev.graphiti.migrator.source.json;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceCount.Certainty;
import dev.graphiti.migrator.source.SourceCount.Unit;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.Survey;
import dev.graphiti.migrator.source.csv.CsvReader;
import dev.graphiti.migrator.source.file.FilePlace;
import dev.graphiti.migrator.source.file.PlacedReader;
import dev.graphiti.migrator.source.file.WorkingFolder;
import dev.graphiti.migrator.source.stored.ByteWindow;
import dev.graphiti.migrator.source.stored.ForeignContent;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /** As long as the file system said that they are when it listed them. */
    @Override
    public List<SourceCount> counts(List<SourceSplit> splits) {
        Map<List<String>, Long> lengths = new LinkedHashMap<>();
        for (SourceSplit split : splits) {
            JsonSplit part = JsonSplit.parse(split.spec());
            lengths.put(
                    List.of(split.collection(), part.file().identity(), part.pointer()),
                    part.file().length());
        }
        return lengths.entrySet().stream()
                .collect(groupingBy(each -> each.getKey().get(0), TreeMap::new, summingLong(Map.Entry::getValue)))
                .entrySet()
                .stream()
                .map(sum -> new SourceCount(sum.getKey(), Unit.BYTES, sum.getValue(), Certainty.EXACT))
                .toList();
    }

    @Override
    public RecordReader open(SourceSplit split, String position) throws IOException {
        JsonSplit file = JsonSplit.parse(split.spec());
        FilePlace place = FilePlace.of(split, file.file().identity(), options.pathsOf(split.collection()));
        return new PlacedReader(open(split, file, position), place);
    }

    private RecordReader open(SourceSplit split, JsonSplit file, String position) throws IOException {
        if (position.equals(JsonSplit.END)) {
            return new EmptyReader();
        }
        if (file.file().packed() || file.format() == JsonFormat.DOCUMENT) {
            file.file().requireLength();
        }
        boolean begins = position.equals(SourceSplit.START);
        return switch (file.format()) {
            case AUTO -> begins ? openUnknown(split, file) : reopen(split, file, position);
            case LINES -> begins ? openLines(split, file) : reopen(split, file, position);
            case DOCUMENT -> openDocument(split, file, position);
            case CSV -> CsvReader.open(file.part(split, options.maxRecordBytes()), position);
        };
    }

    private RecordReader reopen(SourceSplit split, JsonSplit file, String position) throws IOException {
        return DocumentPosition.isOne(position)
                ? openDocument(split, file, position)
                : new LinesReader(split, file, options, file.file().open(Long.parseLong(position)));
    }

    private RecordReader openLines(SourceSplit split, JsonSplit file) throws IOException {
        // From one byte earlier on, since a line that begins right here has its predecessor's line feed there.
        return file.start() == 0
                ? new LinesReader(split, file, options, begin(file))
                : new LinesReader(split, file, options, file.file().open(file.start() - 1)).behindFirstLineFeed();
    }

    private DocumentReader openDocument(SourceSplit split, JsonSplit file, String position) throws IOException {
        DocumentPosition parsed = DocumentPosition.parse(position);
        ByteWindow window =
                position.equals(SourceSplit.START) ? begin(file) : file.file().open(parsed.offset());
        return new DocumentReader(split, options, parsed, window);
    }

    private RecordReader openUnknown(SourceSplit split, JsonSplit file) throws IOException {
        ByteWindow window = begin(file);
        return FormatSniffer.sniff(window.peek(FormatSniffer.HEAD)) == JsonFormat.LINES
                ? new LinesReader(split, file, options, window)
                : new DocumentReader(split, options, DocumentPosition.parse(SourceSplit.START), window);
    }

    private static ByteWindow begin(JsonSplit file) throws IOException {
        ByteWindow window = file.file().open(0);
        try {
            if (window.unpacked()) {
                file.file().requireLength();
            }
            ForeignContent.checkText(file.file(), window.peek(ForeignContent.HEAD));
            return window;
        } catch (MigratorException e) {
            window.close();
            throw e;
        }
    }
}
