package dev.graphiti.migrator.source.parquet.file;

import dev.graphiti.migrator.text.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.MessageType;

/** A hash of what a footer says of the data: columns, places, sizes, counts, least and greatest values. */
final class Fingerprint {
    private final MessageDigest digest = Digests.sha256();
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    private Fingerprint() {}

    static String of(MessageType schema, List<BlockMetaData> blocks, long length) {
        Fingerprint print = new Fingerprint();
        print.add(length);
        print.digest.update(schema.toString().getBytes(StandardCharsets.UTF_8));
        for (BlockMetaData block : blocks) {
            print.add(block.getRowCount());
            block.getColumns().forEach(print::add);
        }
        return Digests.shortHex(print.digest);
    }

    private void add(ColumnChunkMetaData column) {
        add(column.getStartingPos());
        add(column.getTotalSize());
        add(column.getTotalUncompressedSize());
        add(column.getValueCount());
        Statistics<?> statistics = column.getStatistics();
        if (statistics != null && statistics.hasNonNullValue()) {
            digest.update(statistics.getMinBytes());
            digest.update(statistics.getMaxBytes());
        }
    }

    private void add(long value) {
        digest.update(number.putLong(0, value).array());
    }
}
