package dev.graphiti.migrator.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graphiti.migrator.testing.Misbehavior;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What goes wrong with the answers of a server. */
final class ServerAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ServerAnswers() {}

    static Misbehavior[] some(Random random, int most) {
        Misbehavior[] some = new Misbehavior[random.nextInt(most + 1)];
        for (int i = 0; i < some.length; i++) {
            some[i] = one(random);
        }
        return some;
    }

    private static Misbehavior one(Random random) {
        Random own = new Random(random.nextLong());
        return switch (random.nextInt(12)) {
            case 0 -> Misbehavior.halfJson();
            case 1 -> Misbehavior.emptyBody();
            case 2 -> Misbehavior.answer(Hostile.json(own));
            case 3 ->
                Misbehavior.answer(
                        List.of("{}", "[]", "null", "\"\"", "<html>", "0").get(own.nextInt(6)));
            case 4 -> Misbehavior.reply(400 + own.nextInt(130), Hostile.json(own));
            case 5 -> Misbehavior.closesConnection();
            case 6, 7 -> Misbehavior.mangled(answer -> Mangler.mangle(answer, own, 3));
            default -> Misbehavior.mangled(answer -> spoiled(answer, own));
        };
    }

    /** The answer, still JSON, with one value replaced or removed. */
    private static String spoiled(String answer, Random random) {
        try {
            JsonNode root = JSON.readTree(answer);
            List<JsonNode> parents = new ArrayList<>();
            collect(root, parents);
            if (!parents.isEmpty()) {
                spoil(parents.get(random.nextInt(parents.size())), random);
            }
            return root.toString();
        } catch (IOException e) {
            return answer;
        }
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (node.isContainerNode() && !node.isEmpty()) {
            parents.add(node);
        }
        node.forEach(child -> collect(child, parents));
    }

    private static void spoil(JsonNode parent, Random random) {
        boolean removes = random.nextInt(3) == 0;
        JsonNode value = JSON.valueToTree(Hostile.value(random, 2));
        if (parent instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            object.set(name, value);
            if (removes) {
                object.remove(name);
            }
        } else if (parent instanceof ArrayNode array) {
            int index = random.nextInt(array.size());
            array.set(index, value);
            if (removes) {
                array.remove(index);
            }
        }
    }

    /** A failed exchange restarts the job, with one sentence. */
    static Outcome read(String yaml, Random random) throws IOException {
        try {
            return Accounting.ofOneReading(yaml, random);
        } catch (IOException e) {
            Sentences.check(e.getMessage());
            return new Outcome(0, 0, 0, 0, 1);
        }
    }
}
