package dev.graphiti.migrator.report.html;

import static dev.graphiti.migrator.report.html.Tag.number;
import static dev.graphiti.migrator.report.html.Tag.tag;

import dev.graphiti.migrator.model.DeadLetter;
import dev.graphiti.migrator.model.RecordOrigin;
import dev.graphiti.migrator.report.DeadLetterReason;
import dev.graphiti.migrator.report.LetterExample;
import dev.graphiti.migrator.text.Formats;
import java.util.List;

/** What was set aside, by reason, with examples that say where to look in the source. */
final class DeadLetterSection {
    private static final int LONGEST_EXCERPT = 1_200;
    private static final int MOST_REASONS = 60;

    private DeadLetterSection() {}

    static Markup of(List<DeadLetterReason> reasons) {
        Tag section = tag("section");
        Markup title = tag("h2").of("Dead letters");
        if (reasons.isEmpty()) {
            return section.of(title, tag("p").of("None."));
        }
        long total = reasons.stream().mapToLong(DeadLetterReason::count).sum();
        long most = reasons.stream().mapToLong(DeadLetterReason::count).max().orElse(1);
        String intro = ("%s for %s, in the run's dead-letters folder. %s Fix the cause, then migrate again:"
                        + " elements that are already written are kept.")
                .formatted(
                        Formats.count(total, "dead letter", "dead letters"),
                        Formats.count(reasons.size(), "reason", "reasons"),
                        contained(
                                total,
                                reasons.stream()
                                        .mapToLong(DeadLetterReason::whole)
                                        .sum()));
        return section.of(
                title,
                tag("p").of(intro),
                tag("div", "letters")
                        .of(reasons.stream()
                                .limit(MOST_REASONS)
                                .map(reason -> reason(reason, most))
                                .toList()),
                more(reasons.size()));
    }

    /** The truth about what the files contain. */
    private static String contained(long total, long whole) {
        if (whole == total) {
            return "Each contains the whole record or damaged item.";
        }
        String pointer = "the position in the source from which the record is read again";
        return whole == 0
                ? "Each contains %s.".formatted(pointer)
                : "%s the whole record or damaged item; the others contain %s."
                        .formatted(Formats.count(whole, "contains", "contain"), pointer);
    }

    private static Markup more(int reasons) {
        return reasons <= MOST_REASONS
                ? Markup.NOTHING
                : tag("p", "note").of(Formats.count(reasons - MOST_REASONS), " more reasons are in report.json.");
    }

    private static Markup reason(DeadLetterReason reason, long most) {
        Markup summary = tag("summary")
                .of(
                        tag("span", "what").of(Markup.name(reason.reason())),
                        tag("span", "track")
                                .of(tag("i", "dead")
                                        .with("style", "width:%s%%".formatted(number(100.0 * reason.count() / most)))
                                        .of()),
                        tag("span", "count").of(tag("b").of(Formats.count(reason.count()))));
        long more = reason.count() - reason.examples().size();
        return tag("details")
                .of(
                        summary,
                        tag("ol", "examples")
                                .of(reason.examples().stream()
                                        .map(DeadLetterSection::example)
                                        .toList()),
                        more > 0 ? tag("p", "note").of("and ", Formats.count(more), " more") : "");
    }

    private static Markup example(LetterExample letter) {
        RecordOrigin origin = letter.origin();
        Markup what = letter.kind().equals(DeadLetter.RECORD)
                ? Markup.of("record")
                : Markup.of(letter.kind(), " ", tag("code").of(letter.uuid()));
        return tag("li")
                .of(
                        tag("p", "message").of(Tag.bdi().of(letter.message())),
                        tag("p", "place")
                                .of(
                                        what,
                                        " failed at ",
                                        tag("b").of(letter.stage()),
                                        " · ",
                                        Markup.name(origin.collection()),
                                        " · ",
                                        tag("code").of(Markup.name(origin.split())),
                                        " ",
                                        tag("code").of(Markup.name(origin.position())),
                                        origin.id().isEmpty()
                                                ? ""
                                                : Markup.of(
                                                        " · id ", tag("code").of(Markup.name(origin.id())))),
                        letter.excerpt().isEmpty()
                                ? ""
                                : tag("pre")
                                        .with("dir", "auto")
                                        .of(Formats.shortened(letter.excerpt(), LONGEST_EXCERPT)));
    }
}
