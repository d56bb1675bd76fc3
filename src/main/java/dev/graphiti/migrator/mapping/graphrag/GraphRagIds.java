package dev.graphiti.migrator.mapping.graphrag;

import dev.graphiti.migrator.mapping.GroupId;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.Identity;
import dev.graphiti.migrator.source.References.Ask;
import dev.graphiti.migrator.source.References.Offer;
import dev.graphiti.migrator.source.fields.Fields;

/**
 * The uuids of the elements of one output, and the keys by which its rows find each other. An entity is known by its
 * title and a community by its number, since that is how other rows name them.
 */
record GraphRagIds(String group, String groupId) {
    static final String SYSTEM = "graphrag";
    static final String CLAIM_TYPE = "ClaimType";

    static GraphRagIds of(Row row) {
        return new GraphRagIds(row.group(), GroupId.encode(row.group()));
    }

    String entity(String title) {
        return uuid(ElementKind.ENTITY, "entities", title);
    }

    String claimType(String normalizedName) {
        return Identity.ofValue(groupId, CLAIM_TYPE, normalizedName);
    }

    String document(String id) {
        return uuid(ElementKind.EPISODIC, "documents", id);
    }

    /** The uuid of a chunk of a document that is too long for one episode, by its number from 2. */
    String chunk(String table, String id, int number) {
        return Identity.ofRecord(ElementKind.EPISODIC, groupId, SYSTEM, table, id, "chunk " + number);
    }

    String textUnit(String id) {
        return uuid(ElementKind.EPISODIC, "text_units", id);
    }

    String relationship(String id) {
        return uuid(ElementKind.RELATES_TO, "relationships", id);
    }

    String claim(String id) {
        return uuid(ElementKind.RELATES_TO, "covariates", id);
    }

    String community(long number) {
        return uuid(ElementKind.COMMUNITY, "communities", Long.toString(number));
    }

    String edge(ElementKind kind, String sourceUuid, String targetUuid) {
        return Identity.ofEnds(kind, groupId, sourceUuid, targetUuid);
    }

    private String uuid(ElementKind kind, String table, String id) {
        return Identity.ofRecord(kind, groupId, SYSTEM, table, id, "");
    }

    /** Tells others of something; {@code what} says what kind of thing the id is of. */
    Offer offer(String what, String id, Fields content) {
        return new Offer(key(what, id), content);
    }

    /** Asks for something, under the name {@code what:id}. */
    Ask ask(String what, String id) {
        return ask(what, id, what + ":" + id);
    }

    Ask ask(String what, String id, String name) {
        return new Ask(key(what, id), name);
    }

    private String key(String what, String id) {
        return group + "\n" + what + "\n" + id;
    }
}
