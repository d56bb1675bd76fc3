package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.PassedOver.Reason;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.Survey;
import dev.graphiti.migrator.source.file.FileNames;
import dev.graphiti.migrator.source.file.InputFile;
import dev.graphiti.migrator.source.file.InputFiles;
import dev.graphiti.migrator.source.file.PassedOverFiles;
import dev.graphiti.migrator.source.file.WorkingFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lists the files of all inputs and cuts them into splits: in the order of inputs, paths, names and offsets. */
final class JsonPlan {
    static final FileNames READABLE =
            FileNames.of(".*\\.(json|jsonl|ndjson)(\\.gz)?", ".json, .jsonl or .ndjson, or in one of these and .gz");

    /** Each is a line of the plan, which is kept in every checkpoint. */
    private static final long MOST_PIECES = 100_000;

    private final JsonSourceOptions options;
    private final WorkingFolder here;
    private final long splitBytes;
    private final List<SourceSplit> splits = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<List<String>> seen = new HashSet<>();
    private final Set<JsonInput> checked = new HashSet<>();
    private final PassedOverFiles passedOver = new PassedOverFiles();
    private int files;

    /** @param splitBytes how long a piece of a file of lines is */
    JsonPlan(JsonSourceOptions options, WorkingFolder here, long splitBytes) {
        this.options = options;
        this.here = here;
        this.splitBytes = splitBytes;
    }

    Survey make() throws IOException {
        for (JsonInput input : options.inputs()) {
            for (String path : input.paths()) {
                for (InputFile file : InputFiles.find(here, input.collection(), path, READABLE, passedOver)) {
                    add(input, file);
                }
            }
        }
        if (splits.isEmpty()) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "all %d files of source.inputs are empty, so there is nothing to migrate".formatted(files));
        }
        return new Survey(splits, passedOver.all());
    }

    private void add(JsonInput input, InputFile file) throws IOException {
        String path = file.location();
        // Two paths of a collection may lead to one file, which is read once.
        if (!seen.add(List.of(input.collection(), path, input.pointer()))) {
            return;
        }
        files++;
        if (file.length() == 0) {
            passedOver.add(input.collection(), Reason.EMPTY, file.name());
            return;
        }
        JsonSplit whole = new JsonSplit(path, formatOf(input), input.pointer(), 0, file.length(), file.length());
        checkContent(file, whole);
        checkPointer(input, file, whole);
        if (holdsRanges(whole)) {
            cut(input, file, whole);
        } else {
            String pointer = input.pointer().isEmpty() ? "" : "#" + input.pointer();
            add(input, file.name() + pointer, whole);
        }
    }

    /** Small files of object stores tell it when they are read. */
    private void checkContent(InputFile file, JsonSplit whole) throws IOException {
        if (file.isLocal() || file.length() > splitBytes) {
            ForeignContent.check(file.name(), whole.head(ForeignContent.HEAD), whole.compressed());
        }
    }

    private static JsonFormat formatOf(JsonInput input) {
        return input.pointer().isEmpty() ? input.format() : JsonFormat.DOCUMENT;
    }

    /** Small files are not opened for it: their reader tells what they hold, and object stores take long to open. */
    private boolean holdsRanges(JsonSplit whole) throws IOException {
        if (whole.compressed() || whole.end() <= splitBytes) {
            return false;
        }
        if (whole.format() != JsonFormat.AUTO) {
            return whole.format() == JsonFormat.LINES;
        }
        try (ByteWindow window = whole.open(0)) {
            return FormatSniffer.sniff(window.peek(FormatSniffer.HEAD)) == JsonFormat.LINES;
        }
    }

    private void cut(JsonInput input, InputFile file, JsonSplit whole) {
        if (whole.end() / splitBytes >= MOST_PIECES) {
            throw tooManyPieces(file);
        }
        for (long start = 0; start < whole.end(); start += splitBytes) {
            long end = Math.min(start + splitBytes, whole.end());
            JsonSplit range = new JsonSplit(whole.file(), JsonFormat.LINES, "", start, end, whole.length());
            add(input, "%s[%d,%d)".formatted(file.name(), start, end), range);
        }
    }

    private MigratorException tooManyPieces(InputFile file) {
        return new MigratorException(
                Fault.CONFIGURATION,
                "source.split-size of %d bytes would divide file %s of %d bytes into more than %d splits; set split-size to at least %d kb"
                        .formatted(
                                splitBytes,
                                file.name(),
                                file.length(),
                                MOST_PIECES,
                                file.length() / MOST_PIECES / 1024 + 1));
    }

    private void add(JsonInput input, String name, JsonSplit part) {
        String id = ids.add(name) ? name : name + " as " + input.collection();
        ids.add(id);
        splits.add(new SourceSplit(id, input.collection(), part.spec(), part.end() - part.start()));
    }

    /** Of each input the first file that is quickly read: a wrong pointer is wrong in all of them. */
    private void checkPointer(JsonInput input, InputFile file, JsonSplit whole) throws IOException {
        if (input.pointer().isEmpty() || whole.end() > options.maxRecordBytes() || !checked.add(input)) {
            return;
        }
        SourceSplit split = new SourceSplit(file.name(), input.collection(), whole.spec(), whole.end());
        DocumentPosition start = DocumentPosition.parse(SourceSplit.START);
        try (DocumentReader reader = new DocumentReader(split, options, start, whole.open(0))) {
            reader.checkPointer();
        } catch (DamagedRecordException e) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "%s: file %s of collection %s; correct source.inputs"
                            .formatted(e.sentence(), file.name(), input.collection()),
                    e);
        }
    }
}
