package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.MinuteItem;

class MinutesMarkdownTest {
    private static MinuteItem item(
            MinuteItem.Type type, String title, String contents, List<Integer> reference, MinuteItem... children) {
        return new MinuteItem(
                reference.toString(), title, contents, type, reference, null, List.of(), List.of(children));
    }

    @Test
    void agenda_minutes_and_actions_become_one_text() {
        var created = Instant.parse("2026-06-02T13:00:00Z");
        var text = MinutesMarkdown.render(
                "Board",
                List.of(item(MinuteItem.Type.NOTE, "Budget", null, List.of(1))),
                List.of(item(
                        MinuteItem.Type.NOTE,
                        "Budget",
                        "Two options.\nOne was taken.",
                        List.of(1),
                        item(MinuteItem.Type.DECISION, "Approved", null, List.of(1, 1)))),
                List.of(new ActionItem(
                        UUID.randomUUID(),
                        "",
                        UUID.randomUUID(),
                        "",
                        "Publish it",
                        null,
                        "Bob",
                        List.of(),
                        Instant.parse("2026-06-09T00:00:00Z"),
                        ActionItem.State.OPEN,
                        null,
                        null,
                        List.of(),
                        null,
                        List.of(),
                        created,
                        created,
                        1)));
        assertThat(text).isEqualTo("""
                        # Board

                        ## Agenda

                        - 1 Budget

                        ## Minutes

                        - 1 Budget
                          Two options.
                          One was taken.
                          - 1.1 **Decision:** Approved

                        ## Action items

                        - [ ] Publish it (Bob), due 2026-06-09
                        """);
    }
}
