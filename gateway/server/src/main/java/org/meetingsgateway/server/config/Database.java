package org.meetingsgateway.server.config;

/**
 * Where the store is and who logs in.
 *
 * @param host name or address, an IPv6 one without brackets
 * @param password empty when the server asks for none
 * @param name of the database
 */
public record Database(String host, int port, String user, Secret password, String name, SslMode sslMode) {
    /** The same place for JDBC, without user and password. */
    public String jdbcUrl() {
        var authority = host.contains(":") ? "[" + host + "]" : host;
        return "jdbc:postgresql://" + authority + ":" + port + "/" + Percent.encode(name) + "?sslmode="
                + sslMode.code();
    }
}
