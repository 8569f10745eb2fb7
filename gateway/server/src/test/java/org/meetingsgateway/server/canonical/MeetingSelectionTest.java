package org.meetingsgateway.server.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meetingsgateway.model.Coded;

class MeetingSelectionTest {
    private static List<String> names(MeetingSelection selection) {
        return selection.shape().members().stream().map(Member::name).toList();
    }

    private static String asked(MeetingSelection selection) {
        return String.join(
                " ", selection.expand().stream().map(Coded::code).sorted().toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /                                        | ''                                             | action_items agenda minutes reports
            /?expand=transcript                      | transcript                                     | action_items agenda minutes reports transcript
            /?expand=minutes,reports                 | minutes reports                                | action_items agenda minutes reports
            /?expand=raw                             | raw                                            | action_items agenda minutes raw reports
            /?fields=title                           | ''                                             | ''
            /?fields=title,minutes                   | ''                                             | minutes
            /?fields=title&expand=transcript,minutes | ''                                             | ''
            /?fields=title,raw&expand=raw            | raw                                            | raw
            /?fields=transcript&expand=transcript    | transcript                                     | transcript""")
    void what_is_not_shown_is_not_read(String target, String inList, String inOne) {
        assertThat(asked(MeetingSelection.ofList(Requests.get(target)))).isEqualTo(inList);
        assertThat(asked(MeetingSelection.ofOne(Requests.get(target)))).isEqualTo(inOne);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /?fields=title           | id title
            /?fields=version,id,slug | id slug version
            /?fields=reports,agenda  | id agenda reports""")
    void fields_are_shown_in_the_order_of_the_meeting_and_the_id_always(String target, String members) {
        assertThat(names(MeetingSelection.ofOne(Requests.get(target)))).containsExactly(members.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"/, false", "/?expand=reports, true", "/?expand=reports&fields=reports, true", "/?fields=reports, false"
    })
    void reports_have_their_content_where_expand_names_them(String target, boolean content) {
        var view = Things.meetings().sample();
        var json = new JsonObject(
                MeetingSelection.ofOne(Requests.get(target)).shape().bytes(view));
        assertThat(json.getJsonArray("reports").getJsonObject(0).containsKey("content"))
                .isEqualTo(content);
    }
}
