package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.path.Note;
import java.util.List;

/** Which of the things that a row names by id are there. */
final class Support {
    private Support() {}

    /** The ids whose question was answered; that others are left out is noted. In a dry run nothing is asked, and all stay. */
    static List<String> of(Row row, String what, List<String> ids, Product product) {
        if (!row.wasAnswered()) {
            return ids;
        }
        List<String> there =
                ids.stream().filter(id -> row.answer(what + ":" + id) != null).toList();
        if (there.size() < ids.size()) {
            product.note(Note.SUPPORT_LEFT_OUT);
        }
        return there;
    }
}
