package dev.graphiti.migrator.testing;

import dev.graphiti.migrator.mapping.Mapping;
import dev.graphiti.migrator.mapping.RecordMapping;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.References;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.fields.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a source as a whole and answers its records' questions in memory: what the job does in keyed state. */
public final class Answers {
    private Answers() {}

    public static List<SourceRecord> read(RecordSource source) {
        try {
            List<SourceRecord> records = new ArrayList<>();
            for (SourceSplit split : source.splits()) {
                try (RecordReader reader = source.open(split, SourceSplit.START)) {
                    for (SourceRecord next = reader.next(); next != null; next = reader.next()) {
                        records.add(next);
                    }
                }
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Mapping> map(List<SourceRecord> records, RecordMapping mapping) {
        return answered(records, mapping).stream().map(mapping::map).toList();
    }

    public static List<SourceRecord> answered(List<SourceRecord> records, RecordMapping mapping) {
        Map<String, Fields> offers = new HashMap<>();
        for (SourceRecord record : records) {
            if (record.damage() == null) {
                mapping.references(record).offers().forEach(offer -> offers.putIfAbsent(offer.key(), offer.content()));
            }
        }
        return records.stream().map(record -> answered(record, mapping, offers)).toList();
    }

    private static SourceRecord answered(SourceRecord record, RecordMapping mapping, Map<String, Fields> offers) {
        List<References.Ask> asks =
                record.damage() == null ? mapping.references(record).asks() : List.of();
        if (asks.isEmpty()) {
            return record;
        }
        Map<String, @Nullable Object> answers = new TreeMap<>();
        for (References.Ask ask : asks) {
            Fields offer = offers.get(ask.key());
            if (offer != null) {
                answers.put(ask.name(), offer.root());
            }
        }
        Map<String, @Nullable Object> root = new LinkedHashMap<>(record.fields().root());
        root.put(References.ANSWERS, answers);
        return SourceRecord.sound(record.origin(), record.next(), record.progress(), new Fields(root));
    }
}
