package dev.graphiti.migrator.testing.graphrag;

import dev.graphiti.migrator.testing.graphrag.World.Claim;
import dev.graphiti.migrator.testing.graphrag.World.Community;
import dev.graphiti.migrator.testing.graphrag.World.Document;
import dev.graphiti.migrator.testing.graphrag.World.Entity;
import dev.graphiti.migrator.testing.graphrag.World.Relationship;
import dev.graphiti.migrator.testing.graphrag.World.TextUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts and findings of the invented world. */
final class Saltmere {
    private static final String NONE = "NONE";

    private Saltmere() {}

    static List<Document> documents() {
        return List.of(
                new Document(World.id("doc 0"), "harbor-log.txt", "2025-03-04 09:39:37 -0800"),
                new Document(World.id("doc 1"), "council-minutes.txt", "2025-03-04 09:39:38 -0800"),
                new Document(World.id("doc 2"), "inquiry.txt", "2025-03-05 16:02:11 -0800"));
    }

    static List<TextUnit> textUnits() {
        String[] texts = {
            "Ines Varga lit the Saltmere Light an hour early, for the glass was falling. By dusk the Grey Heron lay at"
                    + " the Old Quay with both anchors out, and Edda March kept her crew aboard.",
            "The Storm of Candlemas broke over the North Breakwater before midnight. The fog signal fell silent at ten"
                    + " past two, and Ines Varga rang the hand bell until morning.",
            "At first light forty yards of the North Breakwater were gone. Edda March took the Grey Heron out between the"
                    + " stones to look for the pilot cutter, and brought back all six of its men.",
            "The Harbor Council met in the schoolroom of Saltmere, Oskar Lindqvist presiding. It voted to borrow nine"
                    + " thousand crowns for a new breakwater, to be built by Tidewright & Sons.",
            "Tobias Tidewright told the Harbor Council that his yard had warned of the cracks the summer before. Oskar"
                    + " Lindqvist answered that no such letter had reached him.",
            "It was resolved that the fog signal be moved to the Saltmere Light, and that Ines Varga be paid for the"
                    + " hours at the bell.",
            "The Inquiry Commission heard Edda March for two days. She said that the pilots of the Pilot Association had"
                    + " asked for a second signal ever since the autumn.",
            "The letter of Tidewright & Sons was found among the papers of the mayor's office, stamped and unread. The"
                    + " Inquiry Commission held that Oskar Lindqvist had not hidden it.",
            "The Inquiry Commission recommends a signal of its own for the Old Quay, lit from the works of a lantern"
                    + " maker whom Tobias Tidewright will name, and thanks the town of Saltmere for its patience."
        };
        TextUnit[] units = new TextUnit[texts.length];
        for (int i = 0; i < texts.length; i++) {
            units[i] = new TextUnit(World.id("unit " + i), i, i / 3, texts[i]);
        }
        return List.of(units);
    }

    static List<Entity> entities() {
        return List.of(
                entity(
                        "INES VARGA",
                        "PERSON",
                        "Ines Varga keeps the Saltmere Light and rang the bell in the storm.",
                        0,
                        1,
                        5),
                entity("EDDA MARCH", "PERSON", "Edda March is the captain of the ferry Grey Heron.", 0, 2, 6),
                entity(
                        "OSKAR LINDQVIST",
                        "PERSON",
                        "Oskar Lindqvist is the mayor of Saltmere and heads the council.",
                        3,
                        4,
                        7),
                entity("TOBIAS TIDEWRIGHT", "PERSON", "Tobias Tidewright runs the shipyard of his family.", 4, 8),
                entity(
                        "TIDEWRIGHT & SONS",
                        "ORGANIZATION",
                        "Tidewright & Sons is the shipyard that builds for the harbor.",
                        3,
                        7),
                entity(
                        "HARBOR COUNCIL",
                        "ORGANIZATION",
                        "The Harbor Council decides on the harbor's works and money.",
                        3,
                        4,
                        5),
                entity(
                        "INQUIRY COMMISSION",
                        "ORGANIZATION",
                        "The Inquiry Commission looks into the damage of the storm.",
                        6,
                        7,
                        8),
                entity("SALTMERE", "GEO", "Saltmere is a harbor town on a low coast.", 3, 8),
                entity("SALTMERE LIGHT", "building", "The Saltmere Light is the lighthouse above the harbor.", 0, 5),
                entity(
                        "NORTH BREAKWATER",
                        "GEO",
                        "The North Breakwater shelters the harbor; forty yards of it fell.",
                        1,
                        2),
                entity("OLD QUAY", "", "The Old Quay is where the ferry lies.", 0, 8),
                entity("GREY HERON", "ocean-going vessel", "The Grey Heron is the ferry of Saltmere.", 0, 2),
                entity("FOG SIGNAL", "technical device", "The fog signal failed in the night of the storm.", 1, 5),
                entity("STORM OF CANDLEMAS", "EVENT", "The Storm of Candlemas struck in February 1911.", 1));
    }

    private static Entity entity(String title, String type, String description, Integer... units) {
        return new Entity(World.id("entity " + title), title, type, description, List.of(units));
    }

    static List<Relationship> relationships() {
        return List.of(
                relationship("INES VARGA", "SALTMERE LIGHT", "Ines Varga is the keeper of the Saltmere Light.", 9, 0),
                relationship("EDDA MARCH", "GREY HERON", "Edda March commands the Grey Heron.", 9, 0),
                relationship("GREY HERON", "OLD QUAY", "The Grey Heron lies at the Old Quay.", 6, 0),
                relationship(
                        "STORM OF CANDLEMAS",
                        "NORTH BREAKWATER",
                        "The Storm of Candlemas broke the North Breakwater.",
                        8,
                        1),
                relationship("STORM OF CANDLEMAS", "FOG SIGNAL", "It silenced the signal in the night.", 7, 1),
                relationship(
                        "INES VARGA", "FOG SIGNAL", "Ines Varga rang the bell when the fog signal fell silent.", 5, 1),
                relationship(
                        "EDDA MARCH",
                        "NORTH BREAKWATER",
                        "Edda March sailed out past the North Breakwater to find the pilots.",
                        5,
                        2),
                relationship(
                        "OSKAR LINDQVIST", "HARBOR COUNCIL", "Oskar Lindqvist presides over the Harbor Council.", 8, 3),
                relationship(
                        "HARBOR COUNCIL",
                        "TIDEWRIGHT & SONS",
                        "The Harbor Council orders a new breakwater from Tidewright & Sons.",
                        8,
                        3),
                relationship("HARBOR COUNCIL", "SALTMERE", "The Harbor Council governs the harbor of Saltmere.", 6, 3),
                relationship(
                        "TOBIAS TIDEWRIGHT", "TIDEWRIGHT & SONS", "Tobias Tidewright runs Tidewright & Sons.", 9, 4),
                relationship(
                        "TOBIAS TIDEWRIGHT",
                        "OSKAR LINDQVIST",
                        "Tobias Tidewright says that he warned Oskar Lindqvist.",
                        7,
                        4),
                relationship("FOG SIGNAL", "SALTMERE LIGHT", "The fog signal moves to the Saltmere Light.", 4, 5),
                relationship("INQUIRY COMMISSION", "EDDA MARCH", "The Inquiry Commission heard Edda March.", 5, 6),
                relationship(
                        "EDDA MARCH",
                        "PILOT ASSOCIATION",
                        "Edda March speaks for the pilots of the Pilot Association.",
                        3,
                        6),
                relationship(
                        "INQUIRY COMMISSION",
                        "OSKAR LINDQVIST",
                        "The Inquiry Commission clears Oskar Lindqvist.",
                        6,
                        7),
                relationship("TOBIAS TIDEWRIGHT", "LANTERN WORKS", "", 2, 8));
    }

    private static Relationship relationship(
            String source, String target, String description, double weight, int unit) {
        return new Relationship(World.id("relationship " + source + target), source, target, description, weight, unit);
    }

    static List<Claim> claims() {
        return List.of(
                claim(
                        "HARBOR LOAN",
                        "The Harbor Council borrowed nine thousand crowns.",
                        "HARBOR COUNCIL",
                        NONE,
                        "TRUE",
                        "1911-03-02T00:00:00",
                        "1921-03-02T00:00:00",
                        3),
                claim(
                        "WARNING",
                        "Tobias Tidewright warned Oskar Lindqvist of cracks in the breakwater.",
                        "TOBIAS TIDEWRIGHT",
                        "OSKAR LINDQVIST",
                        "SUSPECTED",
                        "1910-07-01T00:00:00",
                        "1910-08-31T00:00:00",
                        4),
                claim(
                        "CONCEALMENT",
                        "Oskar Lindqvist hid the letter of the shipyard.",
                        "OSKAR LINDQVIST",
                        "TIDEWRIGHT & SONS",
                        "FALSE",
                        "1911-04-20",
                        "1911-04-20",
                        7),
                claim(
                        "RESCUE",
                        "Edda March saved six men of the pilot cutter.",
                        "EDDA MARCH",
                        NONE,
                        "TRUE",
                        "1911-02-03T00:00:00",
                        "1911-02-03T00:00:00",
                        2),
                claim(
                        "NEGLECT",
                        "Nobody had tested the signal since the autumn.",
                        "FOG SIGNAL",
                        "**NONE**",
                        "TRUE",
                        "**NONE**",
                        NONE,
                        6),
                claim(
                        "DUTY",
                        "The Pilot Association asked for a second signal.",
                        "PILOT ASSOCIATION",
                        NONE,
                        "TRUE",
                        NONE,
                        NONE,
                        6),
                new Claim(World.id("claim empty"), null, null, "", null, null, null, null, 8));
    }

    @SuppressWarnings("TooManyParameters")
    private static Claim claim(
            String type,
            String description,
            String subject,
            String object,
            String status,
            @Nullable String start,
            @Nullable String end,
            int unit) {
        return new Claim(World.id("claim " + type), type, description, subject, object, status, start, end, unit);
    }

    static List<Community> communities() {
        return List.of(
                new Community(
                        World.id("community 0"),
                        0,
                        0,
                        -1,
                        "The Harbor of Saltmere and Its Night of Storm",
                        "The light, the ferry and the breakwater of Saltmere in the Storm of Candlemas.",
                        List.of(
                                "INES VARGA",
                                "SALTMERE LIGHT",
                                "FOG SIGNAL",
                                "EDDA MARCH",
                                "GREY HERON",
                                "OLD QUAY",
                                "NORTH BREAKWATER",
                                "STORM OF CANDLEMAS")),
                new Community(
                        World.id("community 1"),
                        1,
                        0,
                        -1,
                        "The Council, the Shipyard and the Inquiry",
                        "Who knew of the cracks in the breakwater, and who is to build the new one.",
                        List.of(
                                "OSKAR LINDQVIST",
                                "HARBOR COUNCIL",
                                "TIDEWRIGHT & SONS",
                                "TOBIAS TIDEWRIGHT",
                                "INQUIRY COMMISSION",
                                "SALTMERE")),
                new Community(
                        World.id("community 2"),
                        2,
                        1,
                        0,
                        "The Keeper and the Saltmere Light",
                        "Ines Varga, her lighthouse, and the signal that failed.",
                        List.of("INES VARGA", "SALTMERE LIGHT", "FOG SIGNAL")),
                new Community(
                        World.id("community 3"),
                        3,
                        1,
                        0,
                        "The Ferry in the Storm",
                        "Edda March and the Grey Heron between the stones of the North Breakwater.",
                        List.of("EDDA MARCH", "GREY HERON", "OLD QUAY", "NORTH BREAKWATER", "STORM OF CANDLEMAS")));
    }
}
