package dev.graphiti.migrator.ledger.parquet;

import dev.graphiti.migrator.ledger.LedgerRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Writes rows column by column. */
final class RowWriteSupport extends WriteSupport<LedgerRow> {
    private static final int LENGTH_OF_UUID = 36;

    private final @Nullable String[] lastTexts = new String[Column.values().length];
    private final @Nullable Binary[] lastBinaries = new Binary[lastTexts.length];
    private RecordConsumer out;

    @SuppressWarnings("NullAway.Init") // Parquet calls prepareForWrite() before all else.
    RowWriteSupport() {}

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(Column.schema(), Map.of());
    }

    @Override
    @SuppressWarnings("deprecation") // It has to be there.
    public WriteContext init(Configuration configuration) {
        throw new UnsupportedOperationException("there is no Hadoop");
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        out = consumer;
    }

    @Override
    public void write(LedgerRow row) {
        out.startMessage();
        out.startField(Column.SEQUENCE.key(), Column.SEQUENCE.index());
        out.addLong(row.sequence());
        out.endField(Column.SEQUENCE.key(), Column.SEQUENCE.index());
        text(Column.EVENT, row.event().word());
        Binary uuid = uuid(row.uuid());
        add(Column.UUID, uuid);
        text(Column.OTHER_UUID, uuid == null ? row.uuid() : null);
        text(Column.KIND, row.kind());
        text(Column.GROUP_ID, row.groupId());
        text(Column.PRODUCER, row.producer());
        text(Column.COLLECTION, row.collection());
        text(Column.RECORD_ID, row.recordId());
        text(Column.SPLIT, row.split());
        text(Column.POSITION, row.position());
        add(Column.STORED_HASH, hash(row.storedHash()));
        add(Column.FIXED_HASH, hash(row.fixedHash()));
        text(Column.FORMER, row.former());
        add(Column.CONTENT_HASH, hash(row.contentHash()));
        out.endMessage();
    }

    private void text(Column column, @Nullable String text) {
        add(column, text == null ? null : binary(column, text));
    }

    /** Most columns have the same text in many rows, one after the other. */
    private Binary binary(Column column, String text) {
        int i = column.index();
        if (!text.equals(lastTexts[i])) {
            lastTexts[i] = text;
            lastBinaries[i] = Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
        }
        return Objects.requireNonNull(lastBinaries[i]);
    }

    private void add(Column column, @Nullable Binary value) {
        if (value != null) {
            out.startField(column.key(), column.index());
            out.addBinary(value);
            out.endField(column.key(), column.index());
        }
    }

    /** Null if the text is not what a uuid of these bytes reads like. */
    private static @Nullable Binary uuid(String text) {
        if (text.length() != LENGTH_OF_UUID) {
            return null;
        }
        try {
            UUID uuid = UUID.fromString(text);
            ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(uuid.getMostSignificantBits())
                    .putLong(uuid.getLeastSignificantBits());
            return uuid.toString().equals(text) ? Binary.fromConstantByteArray(bytes.array()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Binary hash(@Nullable String hexadecimal) {
        return hexadecimal == null
                ? null
                : Binary.fromConstantByteArray(HexFormat.of().parseHex(hexadecimal));
    }
}
