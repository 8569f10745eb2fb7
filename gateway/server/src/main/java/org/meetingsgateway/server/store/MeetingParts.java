package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.model.ActionItem;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.Meeting;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.MinuteItem;
import org.meetingsgateway.model.Report;

/** The parts of a meeting that are read only when asked for: some are columns, some are rows of other tables. */
final class MeetingParts {
    private final ReportTable reports;
    private final ActionItemTable actionItems;
    private final SegmentTable segments;
    private final RawDocuments documents;

    MeetingParts(ReportTable reports, ActionItemTable actionItems, SegmentTable segments, RawDocuments documents) {
        this.reports = reports;
        this.actionItems = actionItems;
        this.segments = segments;
        this.documents = documents;
    }

    /** Parts that are read by themselves: many long ones are too much for one page. */
    private static final Set<Expansion> LONG = Set.of(Expansion.TRANSCRIPT, Expansion.RAW);

    /** What of these parts is in the row of a meeting in a list. */
    static Set<Expansion> inList(Set<Expansion> expand) {
        var read = read(expand);
        read.removeAll(LONG);
        return read;
    }

    /** The same meetings with those long parts that were asked for. */
    Future<List<MeetingView>> withLong(List<MeetingView> views, Set<Expansion> expand, Principal principal) {
        var withTexts =
                expand.contains(Expansion.TRANSCRIPT) ? withTexts(views, principal) : Future.succeededFuture(views);
        return expand.contains(Expansion.RAW) ? withTexts.compose(all -> withDocuments(all, principal)) : withTexts;
    }

    private Future<List<MeetingView>> withDocuments(List<MeetingView> views, Principal principal) {
        return documents
                .of(ids(views, m -> true), principal)
                .map(of -> views.stream()
                        .map(v -> v.withRaw(of.getOrDefault(v.meeting().id(), List.of())))
                        .toList());
    }

    private Future<List<MeetingView>> withTexts(List<MeetingView> views, Principal principal) {
        var spoken = ids(views, m -> m.transcript().segmentCount() > 0);
        return segments.texts(spoken, principal)
                .map(texts -> views.stream()
                        .map(v -> v.withText(texts.getOrDefault(v.meeting().id(), "")))
                        .toList());
    }

    /** What has to be read for what was asked for: the report of the minutes is rendered from agenda, minutes and actions. */
    static Set<Expansion> read(Set<Expansion> expand) {
        var read = EnumSet.noneOf(Expansion.class);
        read.addAll(expand);
        if (expand.contains(Expansion.REPORTS)) {
            read.add(Expansion.AGENDA);
            read.add(Expansion.MINUTES);
        }
        return read;
    }

    /** Columns that follow {@link MeetingColumns#MEETING}. */
    static String columns(Set<Expansion> read) {
        return (read.contains(Expansion.AGENDA) ? ", m.agenda" : "")
                + (read.contains(Expansion.MINUTES) ? ", m.minutes" : "")
                + (read.contains(Expansion.TRANSCRIPT)
                        ? ", coalesce((SELECT string_agg(s.text, ' ' ORDER BY s.position) FROM segment s"
                                + " WHERE s.tenant_id = m.tenant_id AND s.meeting_id = m.id), '')"
                        : "")
                + (read.contains(Expansion.RAW) ? RawDocuments.COLUMNS : "");
    }

    static MeetingView view(Row row, Set<Expansion> read) {
        int column = MeetingColumns.COUNT;
        var agenda = read.contains(Expansion.AGENDA) ? MeetingColumns.items(row.getJsonArray(column++)) : null;
        var minutes = read.contains(Expansion.MINUTES) ? MeetingColumns.items(row.getJsonArray(column++)) : null;
        var text = read.contains(Expansion.TRANSCRIPT) ? row.getString(column++) : null;
        var raw = read.contains(Expansion.RAW) ? RawDocuments.of(row, column) : null;
        return new MeetingView(MeetingColumns.meeting(row), text, null, null, agenda, minutes, raw);
    }

    /** Adds the parts that are rows of other tables, and takes away those that were read only to make others. */
    Future<List<MeetingView>> complete(List<MeetingView> views, Set<Expansion> expand, Principal principal) {
        boolean withReports = expand.contains(Expansion.REPORTS);
        boolean withActionItems = expand.contains(Expansion.ACTION_ITEMS);
        if (!withReports && !withActionItems) {
            return Future.succeededFuture(views);
        }
        var haveReports = withReports ? ids(views, m -> m.reportCount() > 0) : new UUID[0];
        // The report of the minutes lists the actions, whether or not they were asked for.
        var haveActionItems = ids(views, m -> m.actionItemCount() > 0 && (withActionItems || m.reportCount() > 0));
        return Future.all(reports.of(haveReports, principal), actionItems.of(haveActionItems, principal))
                .map(both -> {
                    Map<UUID, List<Report>> reportsOf = both.resultAt(0);
                    Map<UUID, List<ActionItem>> actionsOf = both.resultAt(1);
                    return views.stream()
                            .map(v -> complete(
                                    v,
                                    expand,
                                    reportsOf.getOrDefault(v.meeting().id(), List.of()),
                                    actionsOf.getOrDefault(v.meeting().id(), List.of())))
                            .toList();
                });
    }

    private static MeetingView complete(
            MeetingView v, Set<Expansion> expand, List<Report> reports, List<ActionItem> actionItems) {
        return new MeetingView(
                v.meeting(),
                v.text(),
                expand.contains(Expansion.REPORTS)
                        ? reports.stream()
                                .map(r -> r.derived() ? rendered(r, v, actionItems) : r)
                                .toList()
                        : null,
                expand.contains(Expansion.ACTION_ITEMS) ? actionItems : null,
                expand.contains(Expansion.AGENDA) ? v.agenda() : null,
                expand.contains(Expansion.MINUTES) ? v.minutes() : null,
                v.raw());
    }

    private static Report rendered(Report report, MeetingView v, List<ActionItem> actionItems) {
        return withContent(report, v.meeting().title(), required(v.agenda()), required(v.minutes()), actionItems);
    }

    private static List<MinuteItem> required(@Nullable List<MinuteItem> items) {
        return Objects.requireNonNull(items);
    }

    static Report withContent(
            Report r,
            @Nullable String title,
            List<MinuteItem> agenda,
            List<MinuteItem> minutes,
            List<ActionItem> actions) {
        return new Report(
                r.id(),
                r.meetingId(),
                r.templateName(),
                r.templateCode(),
                r.status(),
                r.isAutoGenerated(),
                true,
                MinutesMarkdown.render(title, agenda, minutes, actions),
                r.createdAt(),
                r.updatedAt(),
                r.version());
    }

    private static UUID[] ids(List<MeetingView> views, java.util.function.Predicate<Meeting> which) {
        return views.stream()
                .map(MeetingView::meeting)
                .filter(which)
                .map(Meeting::id)
                .toArray(UUID[]::new);
    }
}
