package dev.graphiti.migrator.source.json;

import java.io.IOException;
import java.util.List;

/**
 * Finds item after item in the documents of a file: what stands in the array that the pointer names, or without a
 * pointer what stands at the root, where an array counts as its items. Items are found by their brackets alone, so one
 * that is damaged inside takes no other with it.
 */
final class ItemScanner {
    private final ValueScanner values;
    private final List<String> pointer;
    private final StringBuilder open;
    private boolean first;

    /** @param open the brackets that are open where the values begin */
    ItemScanner(ValueScanner values, List<String> pointer, String open) {
        this.values = values;
        this.pointer = pointer;
        this.open = new StringBuilder(open);
    }

    /** The brackets that are open behind the current item. */
    String open() {
        return open.toString();
    }

    /**
     * Moves to the next item; false at the end of the file.
     *
     * @throws DamagedRecordException when the pointer leads nowhere in a document; the next call goes on behind it
     */
    boolean next() throws IOException, DamagedRecordException {
        while (true) {
            if (open.isEmpty()) {
                if (!values.atByte()) {
                    return false;
                }
                if (pointer.isEmpty() && values.current() != '[') {
                    values.take();
                    return true;
                }
                enter();
            } else if (itemFollows()) {
                values.take();
                return true;
            } else {
                leave();
            }
        }
    }

    private void enter() throws IOException, DamagedRecordException {
        for (String step : pointer) {
            if (!descend(step)) {
                throw notFound("leads nowhere");
            }
        }
        if (values.current() != '[') {
            throw notFound("does not lead to an array");
        }
        push('[');
    }

    private boolean descend(String step) throws IOException {
        return switch (values.current()) {
            case '{' -> descendToKey(step);
            case '[' -> descendToIndex(step);
            default -> false;
        };
    }

    private boolean descendToKey(String key) throws IOException {
        push('{');
        while (elementFollows('}')) {
            if (values.current() != '"') {
                throw values.unexpected("a key");
            }
            boolean found = values.takeText().equals(key);
            values.pass(':');
            values.require("a value");
            if (found) {
                return true;
            }
            values.skip();
        }
        return false;
    }

    private boolean descendToIndex(String index) throws IOException {
        push('[');
        for (int i = 0; elementFollows(']'); i++) {
            if (index.equals(Integer.toString(i))) {
                return true;
            }
            values.skip();
        }
        return false;
    }

    private boolean itemFollows() throws IOException {
        return elementFollows(']');
    }

    /** Moves to the next key or item of the innermost bracket; false when its end comes instead, which stays ahead. */
    private boolean elementFollows(char close) throws IOException {
        values.require("a comma or the end of an array or object");
        if (values.current() == close) {
            return false;
        }
        if (!first) {
            values.pass(',');
            values.require("a value");
            if (values.current() == close) {
                throw values.unexpected("a value after the comma");
            }
        }
        first = false;
        return true;
    }

    /** Passes by all that is left of a document behind its array. */
    private void leave() throws IOException {
        values.skipOutOf(open);
        open.setLength(0);
    }

    private DamagedRecordException notFound(String why) throws IOException {
        if (open.isEmpty()) {
            values.skip();
        } else {
            leave();
        }
        return new DamagedRecordException(
                "the pointer /%s %s in this document".formatted(String.join("/", pointer), why));
    }

    private void push(char bracket) throws IOException {
        values.pass(bracket);
        open.append(bracket);
        first = true;
    }
}
