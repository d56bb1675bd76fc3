package dev.graphiti.migrator.ledger.parquet;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** The columns of a file of the ledger, in their order. The names are in files that are kept, and never change. */
enum Column {
    SEQUENCE("required int64"),
    EVENT("required binary (STRING)"),
    /** A uuid in its usual form, as 16 bytes; any other one is in the next column. */
    UUID("optional fixed_len_byte_array(16)"),
    OTHER_UUID("optional binary (STRING)"),
    KIND("required binary (STRING)"),
    GROUP_ID("required binary (STRING)"),
    PRODUCER("required binary (STRING)"),
    COLLECTION("required binary (STRING)"),
    RECORD_ID("required binary (STRING)"),
    SPLIT("required binary (STRING)"),
    POSITION("required binary (STRING)"),
    STORED_HASH("optional fixed_len_byte_array(16)"),
    FIXED_HASH("optional fixed_len_byte_array(16)"),
    FORMER("optional binary (STRING)"),
    CONTENT_HASH("optional fixed_len_byte_array(16)");

    private final String key = name().toLowerCase(Locale.ROOT);
    private final String type;

    Column(String type) {
        this.type = type;
    }

    String key() {
        return key;
    }

    /** Of the column in the schema, which has them in this order. */
    @SuppressWarnings("EnumOrdinal")
    int index() {
        return ordinal();
    }

    /** All of them. */
    static MessageType schema() {
        return MessageTypeParser.parseMessageType(Arrays.stream(values())
                .map(column -> {
                    int space = column.type.indexOf(" (");
                    String name = " " + column.key();
                    return space < 0
                            ? column.type + name
                            : column.type.substring(0, space) + name + column.type.substring(space);
                })
                .collect(Collectors.joining("; ", "message ledger { ", "; }")));
    }
}
