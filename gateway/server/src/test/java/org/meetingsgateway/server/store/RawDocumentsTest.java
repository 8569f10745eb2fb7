package org.meetingsgateway.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meetingsgateway.server.store.StoreFixture.as;
import static org.meetingsgateway.server.store.StoreFixture.await;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meetingsgateway.call.MeetingCall.GetMeeting;
import org.meetingsgateway.call.MeetingCall.ListMeetings;
import org.meetingsgateway.call.Principal;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.ProjectCall.CreateProject;
import org.meetingsgateway.model.Changes;
import org.meetingsgateway.model.Expansion;
import org.meetingsgateway.model.MeetingField;
import org.meetingsgateway.model.MeetingQuery;
import org.meetingsgateway.model.MeetingRef;
import org.meetingsgateway.model.MeetingView;
import org.meetingsgateway.model.ProjectField;
import org.meetingsgateway.model.RawDocument;
import org.meetingsgateway.model.Slice;
import org.meetingsgateway.remote.Raw;
import org.meetingsgateway.remote.RemoteMeeting;
import org.meetingsgateway.server.sync.Job;

/** Documents are read byte for byte as they were received. */
class RawDocumentsTest {
    private static final Set<Expansion> RAW = Set.of(Expansion.RAW);

    /** No text in any encoding. */
    private static final Buffer BYTES = Buffer.buffer(new byte[] {'{', (byte) 0xff, 0, (byte) 0xc3, '\n', '}'});

    private static StoreFixture fixture;

    private final Principal operator = fixture.tenant();
    private final Principal ann = as(fixture.person("Ann", operator), operator);
    private final MirrorLease.Target target = target(operator, ann);
    private final Job job = connection(operator, target);

    @BeforeAll
    static void start() {
        fixture = new StoreFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static MirrorLease.Target target(Principal operator, Principal owner) {
        var name = Changes.of(ProjectField.class).set(ProjectField.NAME, "P").build();
        return new MirrorLease.Target(
                fixture.ask(new CreateProject(name), operator).id(), owner.personId());
    }

    private static Job connection(Principal operator, MirrorLease.Target target) {
        var id = Ids.next();
        await(new Sql(
                        "INSERT INTO connection (tenant_id, id, style, name, base_url, credential, project_id, owner_id,"
                                + " poll_seconds, next_poll_at, created_at, updated_at)"
                                + " VALUES (?, ?, 'meetlog', 'C', 'http://a.example', '', ?, ?, 60, now(), now(), now())",
                        operator.tenantId(),
                        id,
                        target.projectId(),
                        target.ownerId())
                .run(fixture.store.client()));
        return new Job(
                operator.tenantId(),
                id,
                "meetlog",
                "http://a.example",
                Buffer.buffer(),
                null,
                null,
                Duration.ofMinutes(1),
                null,
                1,
                new Job.Position(true, null, 1, 0, null, null, 0));
    }

    private MeetingRef put(String nativeId, Buffer... documents) {
        return put(job, target, null, nativeId, documents);
    }

    private static MeetingRef put(
            Job job, MirrorLease.Target target, @Nullable UUID id, String nativeId, Buffer... documents) {
        var meeting = new RemoteMeeting(
                nativeId,
                id,
                null,
                null,
                Changes.of(MeetingField.class).set(MeetingField.TITLE, nativeId).build(),
                null,
                null,
                null,
                null,
                null,
                true,
                IntStream.range(0, documents.length)
                        .mapToObj(i -> new Raw(i == 0 ? "transcript" : "report", documents[i]))
                        .toList(),
                Set.of());
        var put = await(fixture.store.inTransaction((client, failures) ->
                fixture.store.mirrored(client, failures).put(target, job, meeting, Instant.now())));
        return new MeetingRef(put.meetingId().toString());
    }

    private static ListMeetings list(int limit) {
        return new ListMeetings(MeetingQuery.all(MeetingQuery.Sort.NEWEST_FIRST), new Slice.After(null, limit), RAW);
    }

    private static Buffer body(RawDocument document) {
        return Buffer.buffer(Base64.getDecoder().decode(document.bodyBase64()));
    }

    @Test
    void every_byte_is_there_in_order_with_its_hash_by_itself_and_in_a_list() throws Exception {
        var report = Buffer.buffer("x".repeat(100_000));
        var before = Instant.now().minusSeconds(1);
        var meeting = put("t1", BYTES, report);
        fixture.statements.clear();
        var raw = fixture.ask(new GetMeeting(meeting, RAW), ann).raw();
        assertThat(fixture.statements).as("in one round trip").hasSize(1);
        assertThat(raw).extracting(RawDocument::kind).containsExactly("transcript", "report");
        assertThat(raw).extracting(RawDocumentsTest::body).containsExactly(BYTES, report);
        assertThat(raw.getFirst().sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(BYTES.getBytes())));
        assertThat(raw.getFirst().fetchedAt())
                .isBetween(before, Clock.systemUTC().instant());
        assertThat(fixture.ask(list(10), ann).items())
                .extracting(MeetingView::raw)
                .containsExactly(raw);
        assertThat(fixture.ask(new GetMeeting(meeting, Set.of()), ann).raw()).isNull();
    }

    @Test
    void a_page_carries_documents_up_to_a_bound_and_says_when_they_are_too_large() {
        var half = Buffer.buffer(new byte[4 << 20]);
        put("first", half);
        put("second", half);
        fixture.meeting(List.of(), ann);
        assertThat(fixture.ask(list(3), ann).items())
                .extracting(view -> view.raw().size())
                .containsExactlyInAnyOrder(0, 1, 1);
        put("third", BYTES);
        assertThatThrownBy(() -> fixture.ask(list(4), ann))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        p -> assertThat(p.violations().getFirst().code()).isEqualTo("too_large"));
    }

    @Test
    void documents_of_another_tenant_are_not_there_even_where_ids_are_equal() {
        var meeting = put("secret", BYTES);
        var elsewhere = fixture.tenant();
        assertThatThrownBy(() -> fixture.ask(new GetMeeting(meeting, RAW), elsewhere))
                .isInstanceOf(Problem.NotFound.class);
        var theirs = Buffer.buffer("theirs");
        var eve = as(fixture.person("Eve", elsewhere), elsewhere);
        var there = target(elsewhere, eve);
        assertThat(put(connection(elsewhere, there), there, UUID.fromString(meeting.value()), "own", theirs))
                .isEqualTo(meeting);
        assertThat(fixture.ask(new GetMeeting(meeting, RAW), eve).raw())
                .extracting(RawDocumentsTest::body)
                .containsExactly(theirs);
        assertThat(fixture.ask(list(10), ann).items().getFirst().raw())
                .extracting(RawDocumentsTest::body)
                .containsExactly(BYTES);
    }
}
