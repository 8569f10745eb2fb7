package org.meetingsgateway.server.store;

import io.vertx.sqlclient.SqlClient;

/** A database in which a statement takes too long as soon as it has to do with more than so many rows of a table. */
public final class AtMost {
    private AtMost() {}

    /** {@code operation}: UPDATE or DELETE. */
    public static void rows(SqlClient client, String operation, String table, int most) {
        var name = "at_most_" + operation + "_" + table;
        run(
                client,
                "CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " IF (SELECT count(*) FROM touched) > " + most + " THEN"
                        + " RAISE query_canceled USING MESSAGE = 'canceling statement due to statement timeout'; END IF;"
                        + " RETURN NULL; END $$");
        run(
                client,
                "CREATE TRIGGER " + name + " AFTER " + operation + " ON " + table
                        + " REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION " + name + "()");
    }

    private static void run(SqlClient client, String sql) {
        StoreFixture.await(client.query(sql).execute());
    }
}
