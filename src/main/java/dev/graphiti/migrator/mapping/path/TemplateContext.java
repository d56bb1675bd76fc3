package dev.graphiti.migrator.mapping.path;

/** Of what a path may speak, besides the record, in the place where it stands. */
public enum TemplateContext {
    RECORD(false, false),
    ITEM(true, false),
    FACT(false, true),
    FACT_OF_ITEM(true, true);

    private final boolean item;
    private final boolean ends;

    TemplateContext(boolean item, boolean ends) {
        this.item = item;
        this.ends = ends;
    }

    boolean hasItem() {
        return item;
    }

    boolean hasEnds() {
        return ends;
    }
}
