package dev.graphiti.migrator.source.pinecone;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** A file with one id on each line, read once to be cut into pieces of so many. */
record IdFile(String file, int idsPerPiece) {
    /** A piece of the file, in bytes. */
    record Piece(long start, long end, long ids) {}

    List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        try (InputStream in = FileListing.open(file, 0)) {
            long start = 0;
            long end = 0;
            long ids = 0;
            for (FileListing.Line line = FileListing.Line.read(in);
                    line.bytes() > 0;
                    line = FileListing.Line.read(in)) {
                end += line.bytes();
                ids += line.text().isEmpty() ? 0 : 1;
                if (ids == idsPerPiece) {
                    pieces.add(new Piece(start, end, ids));
                    start = end;
                    ids = 0;
                }
            }
            if (ids > 0) {
                pieces.add(new Piece(start, end, ids));
            }
        } catch (IOException e) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "the file of ids %s cannot be read (%s); correct source.id-files".formatted(file, e.getMessage()),
                    e);
        }
        if (pieces.isEmpty()) {
            throw new MigratorException(
                    Fault.SOURCE, "the file of ids %s is empty; write one id on each line".formatted(file));
        }
        return pieces;
    }
}
