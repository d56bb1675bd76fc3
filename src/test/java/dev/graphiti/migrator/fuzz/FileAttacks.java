package dev.graphiti.migrator.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.zip.GZIPOutputStream;

/** JSON Lines, JSON documents and gzip, with records that are hostile and bytes that are damaged. */
enum FileAttacks implements Attack {
    JSON_LINES {
        @Override
        public Outcome strike(Random random, Path folder) throws IOException {
            byte[] lines = Mangler.mangle(lines(random, random.nextInt(60)), random, 6);
            return read(random, folder, List.of("a.jsonl", "a.ndjson", "a.json"), lines, "");
        }
    },
    JSON_DOCUMENT {
        @Override
        public Outcome strike(Random random, Path folder) throws IOException {
            String pointer =
                    List.of("", "/things", "/a~1b/0/x", "/~2", "/things/name").get(random.nextInt(5));
            byte[] document = Mangler.mangle(document(random, pointer), random, 4);
            return read(random, folder, List.of("a.json"), document, pointer);
        }
    },
    GZIP {
        @Override
        public Outcome strike(Random random, Path folder) throws IOException {
            byte[] content = random.nextBoolean() ? lines(random, random.nextInt(60)) : document(random, "");
            byte[] zipped = Mangler.mangle(gzip(content, 1 + random.nextInt(3)), random, 3);
            return read(random, folder, List.of("a.jsonl.gz", "a.json.gz"), zipped, "");
        }
    };

    private static byte[] lines(Random random, int count) {
        String end = random.nextInt(4) == 0 ? "\r\n" : "\n";
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(Hostile.json(random)).append(random.nextInt(40) == 0 ? "" : end);
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] document(Random random, String pointer) {
        StringJoiner items = new StringJoiner(random.nextBoolean() ? "," : " ,\n", "[", "]");
        for (int i = random.nextInt(30); i > 0; i--) {
            items.add(Hostile.json(random));
        }
        String array = random.nextInt(8) == 0 ? Hostile.json(random) : items.toString();
        String document = switch (pointer) {
            case "" -> array;
            case "/a~1b/0/x" -> "{\"c\": 1, \"a/b\": [{\"x\": " + array + "}], \"x\": []}";
            default -> "{\"first\": {\"things\": 1}, \"things\": " + array + ", \"after\": null}";
        };
        return document.getBytes(StandardCharsets.UTF_8);
    }

    /** In so many members. */
    private static byte[] gzip(byte[] content, int members) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int size = content.length / members + 1;
        for (int from = 0; from < content.length; from += size) {
            GZIPOutputStream gzip = new GZIPOutputStream(out);
            gzip.write(content, from, Math.min(size, content.length - from));
            gzip.finish();
        }
        return out.toByteArray();
    }

    private static Outcome read(Random random, Path folder, List<String> names, byte[] content, String pointer)
            throws IOException {
        Path file = folder.resolve(names.get(random.nextInt(names.size())));
        Files.write(file, content);
        String format = List.of("auto", "auto", "lines", "document").get(random.nextInt(4));
        String input = "{ collection: things, paths: [\"%s\"], format: %s, pointer: \"%s\" }"
                .formatted(file, pointer.isEmpty() ? format : "document", pointer);
        String source = "{ type: json, inputs: [%s], split-size: %dkb, max-record-size: %s }"
                .formatted(input, 1 + random.nextInt(4), random.nextBoolean() ? "1kb" : "1mb");
        return Accounting.of(Jobs.of(source, random), random);
    }
}
