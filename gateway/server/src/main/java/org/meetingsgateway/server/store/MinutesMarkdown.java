package org.meetingsgateway.server.store;

import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.Assignment;
import org.meetingsgateway.model.MinuteItem;

/** The report that written minutes are: Markdown of agenda, minutes and actions. Same input, same text. */
final class MinutesMarkdown {
    private MinutesMarkdown() {}

    static String render(
            @Nullable String title, List<MinuteItem> agenda, List<MinuteItem> minutes, List<ActionItem> actions) {
        var out = new StringBuilder();
        out.append("# ")
                .append(line(title == null ? "Untitled meeting" : title))
                .append('\n');
        section(out, "Agenda", agenda);
        section(out, "Minutes", minutes);
        if (!actions.isEmpty()) {
            out.append("\n## Action items\n\n");
            actions.forEach(a -> action(out, a));
        }
        return out.toString();
    }

    private static void section(StringBuilder out, String heading, List<MinuteItem> items) {
        if (!items.isEmpty()) {
            out.append("\n## ").append(heading).append("\n\n");
            items.forEach(item -> item(out, item));
        }
    }

    private static void item(StringBuilder out, MinuteItem item) {
        var indent = "  ".repeat(item.reference().size() - 1);
        out.append(indent)
                .append("- ")
                .append(item.reference().stream().map(String::valueOf).collect(Collectors.joining(".")))
                .append(' ')
                .append(
                        switch (item.type()) {
                            case NOTE -> "";
                            case DECISION -> "**Decision:** ";
                            case ACTION -> "**Action:** ";
                        })
                .append(line(item.title()))
                .append('\n');
        if (item.contents() != null && !item.contents().isBlank()) {
            item.contents()
                    .strip()
                    .lines()
                    .forEach(l -> out.append(indent).append("  ").append(l).append('\n'));
        }
        item.children().forEach(child -> item(out, child));
    }

    private static void action(StringBuilder out, ActionItem action) {
        out.append(
                switch (action.state()) {
                    case OPEN -> "- [ ] ";
                    case COMPLETED -> "- [x] ";
                    case DISMISSED -> "- [-] ";
                });
        out.append(line(action.title()));
        var who = action.assignee() == null
                ? action.assignees().stream().map(Assignment::name).collect(Collectors.joining(", "))
                : action.assignee();
        if (!who.isEmpty()) {
            out.append(" (").append(line(who)).append(')');
        }
        if (action.dueAt() != null) {
            out.append(", due ").append(action.dueAt().atZone(ZoneOffset.UTC).toLocalDate());
        }
        out.append('\n');
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
