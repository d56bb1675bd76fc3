package dev.graphiti.migrator.ledger.json;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.Encoder;
import org.jspecify.annotations.Nullable;

/** Writes rows as JSON Lines: equal rows give equal bytes. */
public final class JsonLinesEncoder<T> implements Encoder<T> {
    private static final long serialVersionUID = 1;

    private final RowFormat<T> format;
    private transient @Nullable JsonLine line;

    public JsonLinesEncoder(RowFormat<T> format) {
        this.format = format;
    }

    @Override
    public void encode(T row, OutputStream stream) throws IOException {
        if (line == null) {
            line = new JsonLine();
        }
        format.write(row, line.start());
        line.endTo(stream);
    }
}
