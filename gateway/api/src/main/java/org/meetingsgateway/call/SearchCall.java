package org.meetingsgateway.call;

import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.Page;
import org.meetingsgateway.model.Person;
import org.meetingsgateway.model.Project;
import org.meetingsgateway.model.SearchQuery;
import org.meetingsgateway.model.Slice;

/** Full-text search over what the principal may see, newest first. */
public sealed interface SearchCall<A> extends Call<A> {
    /** In titles, descriptions, tags, locations, agenda, minutes, participants, summaries and transcripts. */
    record SearchMeetings(SearchQuery query, Slice.Counted slice) implements SearchCall<Page<MeetingView>> {}

    /** In names, e-mail addresses, companies, departments and job titles. */
    record SearchPeople(SearchQuery query, Slice.Counted slice) implements SearchCall<Page<Person>> {}

    /** In names and descriptions. */
    record SearchProjects(SearchQuery query, Slice.Counted slice) implements SearchCall<Page<Project>> {}

    /** In titles, descriptions, assignees and comments. */
    record SearchActionItems(SearchQuery query, Slice.Counted slice) implements SearchCall<Page<ActionItem>> {}
}
