package dev.graphiti.migrator.ledger;

import dev.graphiti.migrator.flink.NonRetryable;
import dev.graphiti.migrator.ledger.json.RunStorageException;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.RunClaim;
import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.connector.file.sink.writer.FileWriterBucketState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/** A file sink that makes files visible only as long as the folder belongs to its job; the same to a savepoint. */
public final class FencedSink<T>
        implements Sink<T>,
                SupportsWriterState<T, FileWriterBucketState>,
                SupportsWriterState.WithCompatibleState,
                SupportsCommitter<FileSinkCommittable>,
                SupportsPreCommitTopology<FileSinkCommittable, FileSinkCommittable> {
    private final FileSink<T> files;
    private final FolderLease lease;
    private final RunClaim claim;

    public FencedSink(FileSink<T> files, FolderLease lease, RunClaim claim) {
        this.files = files;
        this.lease = lease;
        this.claim = claim;
    }

    @Override
    public Committer<FileSinkCommittable> createCommitter(CommitterInitContext context) throws IOException {
        return new FencedCommitter(files.createCommitter(context), lease, claim);
    }

    /** A checkpoint that is complete was so before the lease is looked at, so who takes it later continues from there. */
    @SuppressWarnings("try") // Flink's close() may be interrupted, and so may ours.
    private record FencedCommitter(Committer<FileSinkCommittable> files, FolderLease lease, RunClaim claim)
            implements Committer<FileSinkCommittable> {
        @Override
        public void commit(Collection<CommitRequest<FileSinkCommittable>> requests)
                throws IOException, InterruptedException {
            try {
                lease.require(claim);
            } catch (RunStorageException e) {
                throw e.forRestart();
            } catch (MigratorException e) {
                throw NonRetryable.because(e);
            }
            files.commit(requests);
        }

        @Override
        public void close() throws Exception {
            files.close();
        }
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        return files.createWriter(context);
    }

    @Override
    public StatefulSinkWriter<T, FileWriterBucketState> restoreWriter(
            WriterInitContext context, Collection<FileWriterBucketState> state) throws IOException {
        return files.restoreWriter(context, state);
    }

    @Override
    public SimpleVersionedSerializer<FileWriterBucketState> getWriterStateSerializer() {
        return files.getWriterStateSerializer();
    }

    @Override
    public Collection<String> getCompatibleWriterStateNames() {
        return files.getCompatibleWriterStateNames();
    }

    @Override
    public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
        return files.getCommittableSerializer();
    }

    @Override
    public SimpleVersionedSerializer<FileSinkCommittable> getWriteResultSerializer() {
        return files.getWriteResultSerializer();
    }

    @Override
    public DataStream<CommittableMessage<FileSinkCommittable>> addPreCommitTopology(
            DataStream<CommittableMessage<FileSinkCommittable>> committables) {
        return files.addPreCommitTopology(committables);
    }
}
