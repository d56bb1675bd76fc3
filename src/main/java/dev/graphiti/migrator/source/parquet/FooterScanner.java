package dev.graphiti.migrator.source.parquet;

import dev.graphiti.migrator.source.file.InputFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads the footers of many files at the same time, since each takes an object store a while. */
final class FooterScanner {
    private static final int AT_ONCE = 8;

    List<ParquetScan> scan(List<InputFile> files) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, FooterScanner::daemon);
        try {
            List<Future<ParquetScan>> futures = new ArrayList<>();
            for (InputFile file : files) {
                futures.add(threads.submit(() -> ParquetScan.of(file)));
            }
            List<ParquetScan> scans = new ArrayList<>();
            for (Future<ParquetScan> future : futures) {
                scans.add(future.get());
            }
            return scans;
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("looking at the files was interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static IOException failure(Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return cause instanceof IOException known ? known : new IOException(cause);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "parquet-footers");
        thread.setDaemon(true);
        return thread;
    }
}
