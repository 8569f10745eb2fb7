package org.meetingsgateway.server.store;

import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.meetingsgateway.call.Problem;
import org.meetingsgateway.call.Problem.Violation;

/** What the database's failures mean to a caller. What is not known here stays what it is: a fault of the gateway. */
final class Failures {
    private static final Duration SOON = Duration.ofSeconds(2);

    /** What a pool says to whom it gave no connection in time, for a transaction or for a statement: there is no other sign. */
    private static final Set<String> WAITED = Set.of("Timeout", "Timeout waiting for connection");

    private Failures() {}

    static <T> Future<T> translate(Throwable failure) {
        return Future.failedFuture(meaning(failure));
    }

    private static Throwable meaning(Throwable failure) {
        return switch (failure) {
            case Problem p -> p;
            case PgException pg -> meaning(pg);
            // All connections are in use, and so many wait for one, or so long.
            case ConnectionPoolTooBusyException e -> busy();
            case VertxException e when WAITED.contains(e.getMessage()) -> busy();
            // The connection could not be made, or was lost; or nothing came back on it.
            case IOException e -> away();
            case TimeoutException e -> away();
            case VertxException e -> away();
            default -> failure;
        };
    }

    private static Throwable meaning(PgException failure) {
        var state = failure.getSqlState();
        return switch (state == null ? "" : state) {
            case "23503" -> missing(failure);
            case "23514" -> noRoom(failure);
            case "23505" -> new Problem.Conflict("Somebody else wrote the same at the same moment; try again");
            case "22021", "22P05" -> new Problem.Malformed("A text holds a character that cannot be stored");
            case "22008", "22003" -> new Problem.Malformed("A number or a time is out of range");
            // Deadlock, serialisation, lock and statement time-outs.
            case "40001", "40P01", "55P03", "57014" -> busy();
            // Shutting down, starting up, crashed, out of connections or of space, read-only; or the gateway is not let
            // in.
            case "28000", "28P01", "57P01", "57P02", "57P03", "53300", "53100", "53200", "25006", "08006", "08003" ->
                away();
            default -> failure;
        };
    }

    private static Problem busy() {
        return new Problem.Unavailable("The store is busy", SOON);
    }

    private static Problem away() {
        return new Problem.Unavailable("The store is away", SOON);
    }

    private static Throwable missing(PgException failure) {
        var constraint = failure.getConstraint();
        return switch (constraint == null ? "" : constraint) {
            case "meeting_project", "connection_project" -> noSuch("/project_id", "project");
            case "meeting_owner", "connection_owner" -> noSuch("/owner_id", "person");
            case "project_member_person" -> noSuch("/member_ids", "person");
            case "action_item_assignee" -> noSuch("/assignee_ids", "person");
            case "assignment_rule_assignee" -> noSuch("/assignee/id", "person");
            case "api_key_person" -> noSuch("/person_id", "person");
            default -> new Problem.Conflict("Something that this belongs to was deleted at the same moment");
        };
    }

    private static Throwable noRoom(PgException failure) {
        return "assignment_rule_room".equals(failure.getConstraint())
                ? new Problem.Conflict("A project has 1000 assignment rules, and 1 MiB of their filters, at most")
                : failure;
    }

    private static Problem noSuch(String pointer, String thing) {
        return new Problem.Invalid(Violation.In.BODY, pointer, "not_found", "No such " + thing);
    }

    /** A deletion that the database turned away because something still points to the row. */
    static <T> Future<T> stillUsed(Throwable failure, String message) {
        return Future.failedFuture(
                failure instanceof PgException pg && "23503".equals(pg.getSqlState())
                        ? new Problem.Conflict(message)
                        : failure);
    }
}
