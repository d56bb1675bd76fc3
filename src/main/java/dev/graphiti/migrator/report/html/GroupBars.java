package dev.graphiti.migrator.report.html;

import static dev.graphiti.migrator.report.html.Tag.number;
import static dev.graphiti.migrator.report.html.Tag.tag;

import dev.graphiti.migrator.report.GroupSize;
import dev.graphiti.migrator.report.GroupSizes;
import dev.graphiti.migrator.text.Formats;
import java.util.List;

/** Groups by size, and a word where one is too large for Graphiti's search. */
final class GroupBars {
    private static final int UNFOLDED = 12;

    private GroupBars() {}

    static Markup of(GroupSizes groups) {
        if (groups.groups() == 0) {
            return Markup.NOTHING;
        }
        return tag("section").of(tag("h2").of("Groups"), tag("p").of(intro(groups)), warning(groups), bars(groups));
    }

    private static String intro(GroupSizes groups) {
        long elements = groups.otherElements()
                + groups.largest().stream().mapToLong(GroupSize::elements).sum();
        return "%s hold %s%s."
                .formatted(
                        Formats.count(groups.groups(), "group", "groups"),
                        Formats.count(elements, "element", "elements"),
                        groups.groups() == 1
                                ? ""
                                : ", %s on average".formatted(Formats.compact((double) elements / groups.groups())))
                .replace("1 group hold ", "1 group holds ");
    }

    private static Markup warning(GroupSizes groups) {
        if (groups.crowdedGroups() > 0) {
            return callout("%s more than %s vectors."
                    .formatted(
                            Formats.count(groups.crowdedGroups(), "group holds", "groups hold"),
                            Formats.count(GroupSizes.CROWDED)));
        }
        boolean vectorsUnknown = groups.largest().stream().allMatch(group -> group.vectors() == 0);
        return vectorsUnknown && groups.largest().get(0).elements() > GroupSizes.CROWDED
                ? callout("The largest group may hold more than %s vectors once its elements are embedded."
                        .formatted(Formats.count(GroupSizes.CROWDED)))
                : Markup.NOTHING;
    }

    private static Markup callout(String what) {
        return tag("p", "callout")
                .of(
                        tag("strong").of(what),
                        " Graphiti compares a query with every vector of the group it searches, so a search there takes"
                                + " seconds. Smaller groups keep it fast: let the mapping split large ones, for instance by"
                                + " customer, project or year.");
    }

    private static Markup bars(GroupSizes groups) {
        long most = Math.max(1, groups.largest().get(0).elements());
        List<Markup> rows =
                groups.largest().stream().map(group -> row(group, most)).toList();
        int unfolded = rows.size() <= UNFOLDED + 3 ? rows.size() : UNFOLDED;
        Markup rest = groups.otherGroups() == 0
                ? Markup.NOTHING
                : tag("p", "note")
                        .of("%s hold %s."
                                .formatted(
                                        Formats.count(groups.otherGroups(), "smaller group", "smaller groups"),
                                        Formats.count(groups.otherElements(), "element", "elements")));
        Markup folded = unfolded == rows.size()
                ? Markup.NOTHING
                : tag("details")
                        .of(
                                tag("summary").of("The next %d by size".formatted(rows.size() - unfolded)),
                                tag("ol", "bars").of(rows.subList(unfolded, rows.size())));
        return Markup.of(tag("ol", "bars").of(rows.subList(0, unfolded)), folded, rest);
    }

    private static Markup row(GroupSize group, long most) {
        boolean crowded = group.vectors() > GroupSizes.CROWDED;
        String vectors = group.vectors() == 0 ? "" : ", " + Formats.count(group.vectors(), "vector", "vectors");
        return tag("li")
                .of(
                        tag("span", "what").of(Markup.name(group.groupId())),
                        tag("span", "track")
                                .of(tag("i", crowded ? "crowded" : "written")
                                        .with("style", "width:%s%%".formatted(number(100.0 * group.elements() / most)))
                                        .of()),
                        tag("span", "count")
                                .of(
                                        tag("b").of(Formats.count(group.elements())),
                                        tag("small").of(vectors)));
    }
}
