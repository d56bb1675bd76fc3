package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.SplitSpec;
import dev.graphiti.migrator.source.csv.CsvOptions;
import dev.graphiti.migrator.source.csv.CsvPart;
import dev.graphiti.migrator.source.stored.StoredFile;
import java.util.Arrays;
import java.util.List;

/**
 * What there is to read in one piece: a file or a byte range of it.
 *
 * @param start the first byte of the range
 * @param end after the last byte of the range; the length of the file where it is read as a whole
 */
record JsonSplit(StoredFile file, JsonFormat format, String pointer, long start, long end, CsvOptions csv) {
    /** The position behind a file whose rest cannot be read. */
    static final String END = "end";

    static JsonSplit parse(String spec) {
        return SplitSpec.read(spec, JsonSplit.class);
    }

    String spec() {
        return SplitSpec.write(this);
    }

    /** The same of a table. */
    CsvPart part(SourceSplit split, int maxRecordBytes) {
        return new CsvPart(split, file, start, end, csv, maxRecordBytes);
    }

    /** The keys and indexes of the pointer, outermost first. */
    List<String> pointerSteps() {
        return pointer.isEmpty()
                ? List.of()
                : Arrays.stream(pointer.substring(1).split("/", -1))
                        .map(step -> step.replace("~1", "/").replace("~0", "~"))
                        .toList();
    }
}
