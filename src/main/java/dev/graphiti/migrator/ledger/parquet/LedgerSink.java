package dev.graphiti.migrator.ledger.parquet;

import dev.graphiti.migrator.ledger.LedgerFiles;
import dev.graphiti.migrator.ledger.LedgerRow;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/** Where the rows of a run go. */
public final class LedgerSink {
    private LedgerSink() {}

    /** Rows appear in the folder with the checkpoint that covers them, each exactly once. */
    public static FileSink<LedgerRow> to(String directory) {
        return FileSink.forBulkFormat(new Path(directory), LedgerWriter.factory())
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix("ledger")
                        .withPartSuffix(LedgerFiles.LEDGER_SUFFIX)
                        .build())
                .build();
    }
}
