package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.PassedOver.Reason;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.Survey;
import dev.graphiti.migrator.source.csv.CsvReader;
import dev.graphiti.migrator.source.file.PassedOverFiles;
import dev.graphiti.migrator.source.file.WorkingFolder;
import dev.graphiti.migrator.source.stored.ByteWindow;
import dev.graphiti.migrator.source.stored.ForeignContent;
import dev.graphiti.migrator.source.stored.StoredFile;
import dev.graphiti.migrator.source.stored.packed.DamagedFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lists the files of all inputs and cuts them into splits: in the order of inputs, paths, names and offsets. */
final class JsonPlan {
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
                for (FoundFile file : new FileSearch(here, input, path, passedOver).find()) {
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

    private void add(JsonInput input, FoundFile file) throws IOException {
        StoredFile stored = file.stored();
        // Two paths of a collection may lead to one file, which is read once.
        if (!seen.add(List.of(input.collection(), stored.identity(), input.pointer()))) {
            return;
        }
        files++;
        if (stored.length() == 0) {
            passedOver.add(input.collection(), Reason.EMPTY, file.name());
            return;
        }
        JsonSplit whole =
                new JsonSplit(stored, formatOf(input, file), input.pointer(), 0, stored.length(), input.csv());
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
    private void checkContent(FoundFile file, JsonSplit whole) throws IOException {
        if (!file.isLocal() && whole.end() <= splitBytes) {
            return;
        }
        try {
            ForeignContent.checkStored(whole.file(), file.name(), whole.file().head(ForeignContent.HEAD));
        } catch (DamagedFileException e) {
            return; // It is a dead letter when the file is read.
        }
        if (whole.format() == JsonFormat.CSV) {
            CsvReader.check(whole.file(), whole.csv(), options.maxRecordBytes());
        }
    }

    private static JsonFormat formatOf(JsonInput input, FoundFile file) {
        return input.pointer().isEmpty() ? input.format().of(file.name()) : JsonFormat.DOCUMENT;
    }

    /** Small files are not opened for it: their reader tells what they hold, and object stores take long to open. */
    private boolean holdsRanges(JsonSplit whole) throws IOException {
        boolean never = whole.format() == JsonFormat.DOCUMENT
                || (whole.format() == JsonFormat.CSV && whole.csv().multiline());
        if (never || whole.file().packed() || whole.end() <= splitBytes) {
            return false;
        }
        try (ByteWindow window = whole.file().open(0)) {
            return !window.unpacked()
                    && (whole.format() != JsonFormat.AUTO
                            || FormatSniffer.sniff(window.peek(FormatSniffer.HEAD)) == JsonFormat.LINES);
        }
    }

    private void cut(JsonInput input, FoundFile file, JsonSplit whole) {
        if (whole.end() / splitBytes >= MOST_PIECES) {
            throw tooManyPieces(file);
        }
        JsonFormat format = whole.format() == JsonFormat.CSV ? JsonFormat.CSV : JsonFormat.LINES;
        for (long start = 0; start < whole.end(); start += splitBytes) {
            long end = Math.min(start + splitBytes, whole.end());
            JsonSplit range = new JsonSplit(whole.file().inUtf8(), format, "", start, end, whole.csv());
            add(input, "%s[%d,%d)".formatted(file.name(), start, end), range);
        }
    }

    private MigratorException tooManyPieces(FoundFile file) {
        return new MigratorException(
                Fault.CONFIGURATION,
                "source.split-size of %d bytes would divide file %s of %d bytes into more than %d splits; set split-size to at least %d kb"
                        .formatted(
                                splitBytes,
                                file.name(),
                                file.stored().length(),
                                MOST_PIECES,
                                file.stored().length() / MOST_PIECES / 1024 + 1));
    }

    private void add(JsonInput input, String name, JsonSplit part) {
        String id = ids.add(name) ? name : name + " as " + input.collection();
        ids.add(id);
        splits.add(new SourceSplit(id, input.collection(), part.spec(), part.end() - part.start()));
    }

    /** Of each input the first file that is quickly read: a wrong pointer is wrong in all of them. */
    private void checkPointer(JsonInput input, FoundFile file, JsonSplit whole) throws IOException {
        if (input.pointer().isEmpty() || whole.end() > options.maxRecordBytes() || !checked.add(input)) {
            return;
        }
        SourceSplit split = new SourceSplit(file.name(), input.collection(), whole.spec(), whole.end());
        DocumentPosition start = DocumentPosition.parse(SourceSplit.START);
        try (DocumentReader reader =
                new DocumentReader(split, options, start, whole.file().open(0))) {
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
