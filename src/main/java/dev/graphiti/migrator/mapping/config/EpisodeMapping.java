package dev.graphiti.migrator.mapping.config;

import dev.graphiti.migrator.config.Setting;
import dev.graphiti.migrator.mapping.chunk.ChunkOptions;
import dev.graphiti.migrator.mapping.path.ItemPath;
import dev.graphiti.migrator.mapping.path.Template;
import dev.graphiti.migrator.mapping.path.TemplateContext;
import dev.graphiti.migrator.model.EpisodeSource;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record as an episode; it mentions every entity that the record makes or refers to. */
public record EpisodeMapping(
        @Setting(
                value = "The name, a path or a text.",
                defaultValue = "\"{@collection} {@id}\"",
                example = "\"Ticket {ticket_id}: {topic}\"")
        String name,

        @Setting(
                value = "The content, a path or a text. If this key and `lines` are omitted, the whole record as"
                        + " JSON.",
                example = "body")
        @Nullable
        String content,

        @Setting("The content, with one line for each item of a list.") @Nullable
        LinesMapping lines,

        @Setting("The type of the content. If omitted, `message` for lines, `text` for content, otherwise `json`.")
        @Nullable
        EpisodeSource source,

        @Setting(
                value = "A description of the source of such episodes, a text.",
                defaultValue = "\"{@collection}\"",
                example = "support ticket")
        String sourceDescription,

        @Setting(
                value = "How a long content is cut into several episodes. `off`: not at all.",
                defaultValue = ChunkOptions.DEFAULT_TEXT,
                example = "{ size: 4000, overlap: 200 }")
        @Nullable
        ChunkOptions chunk,

        @Setting("The entities that the episode mentions, by the names of `related`, or `this`. If omitted, all.")
        List<String> mentions)
        implements Serializable {
    public EpisodeMapping {
        mentions = List.copyOf(mentions);
        Template.value(name, TemplateContext.RECORD);
        Template.text(sourceDescription, TemplateContext.RECORD);
        if (content != null) {
            Template.value(content, TemplateContext.RECORD);
        }
        if (content != null && lines != null) {
            throw new IllegalArgumentException("the episode has both content and lines; keep one of them");
        }
        if (content == null && lines == null && source != null && source != EpisodeSource.JSON) {
            throw new IllegalArgumentException("the episode is %s but has neither content nor lines; add one of them"
                    .formatted(source.graphName()));
        }
    }

    /** The episode that anchors an entity of this name. */
    static EpisodeMapping anchor(String name) {
        return new EpisodeMapping(
                name, null, null, EpisodeSource.JSON, "{@collection}", ChunkOptions.DEFAULT, List.of());
    }

    public EpisodeSource effectiveSource() {
        if (source != null) {
            return source;
        }
        if (lines != null) {
            return EpisodeSource.MESSAGE;
        }
        return content == null ? EpisodeSource.JSON : EpisodeSource.TEXT;
    }

    /** One line for each item of a list. */
    public record LinesMapping(
            @Setting(value = "The path of the list, or `path.*` for the values of an object.", example = "messages")
            String each,

            @Setting(
                    value = "The line, a text; paths that begin with `.` refer to the item, `.@key` to its key."
                            + " Blank lines are omitted.",
                    example = "\"{.from}: {.text}\"")
            String line)
            implements Serializable {
        public LinesMapping {
            ItemPath.parse(each);
            Template.text(line, TemplateContext.ITEM);
        }
    }
}
