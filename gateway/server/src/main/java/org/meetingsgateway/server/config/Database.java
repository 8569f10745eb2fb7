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
        // Else the driver checks the server by a file in the home directory, and not by what Java trusts.
        var trust = sslMode == SslMode.VERIFY_CA || sslMode == SslMode.VERIFY_FULL
                ? "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
                : "";
        return "jdbc:postgresql://" + authority + ":" + port + "/" + Percent.encode(name) + "?sslmode=" + sslMode.code()
                + trust;
    }
}
