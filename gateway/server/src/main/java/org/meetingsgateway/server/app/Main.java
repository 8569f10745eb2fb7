package org.meetingsgateway.server.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.meetingsgateway.server.app.check.Check;
import org.meetingsgateway.server.config.CommandLine;
import org.meetingsgateway.server.config.LogFormat;
import org.meetingsgateway.server.config.Logging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the gateway. Exit codes: 0 after an orderly stop, 1 when something that it needs is not there (or a check finds that), 2 when the
 * configuration is wrong. Standard output belongs to the operator; logs go to standard error.
 */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> LOG.error("A thread ended", failure));
        int code = run(System.getenv(), List.of(arguments), out, System.err);
        if (code >= 0) {
            System.exit(code);
        }
    }

    /** The exit code, or -1 while the gateway runs. */
    private static int run(Map<String, String> environment, List<String> arguments, PrintStream out, PrintStream err) {
        return switch (CommandLine.read(environment, arguments)) {
            case CommandLine.Help help -> {
                out.println(help.text());
                yield 0;
            }
            case CommandLine.Version version -> {
                out.println(Version.line());
                yield 0;
            }
            case CommandLine.Refused refused -> {
                err.println("The configuration is wrong; --help lists every setting:");
                refused.problems().forEach(problem -> err.println("  " + problem));
                yield 2;
            }
            case CommandLine.Check check -> check(check, out);
            case CommandLine.Migrate migrate -> migrate(migrate, out, err);
            case CommandLine.Start start -> start(start, out, err);
        };
    }

    private static int check(CommandLine.Check check, PrintStream out) {
        Logging.use(check.config().logFormat());
        Logging.silence();
        return Check.passes(check.config(), finding -> out.println(finding.line())) ? 0 : 1;
    }

    private static int migrate(CommandLine.Migrate migrate, PrintStream out, PrintStream err) {
        Logging.use(migrate.config().logFormat());
        try {
            Gateway.migrate(migrate.database());
            out.println("migrated " + migrate.database().name());
            return 0;
        } catch (StartFailure e) {
            LOG.debug("migration failed", e);
            tell(migrate.config().logFormat(), err, "The gateway cannot migrate: " + e.getMessage());
            return 1;
        }
    }

    /** A sentence for the operator; where lines are for a program, a line for a program. */
    private static void tell(LogFormat format, PrintStream err, String sentence) {
        if (format == LogFormat.JSON) {
            LOG.error(sentence);
        } else {
            err.println(sentence);
        }
    }

    private static int start(CommandLine.Start start, PrintStream out, PrintStream err) {
        Logging.use(start.config().logFormat());
        var shutdown = Shutdown.installed(out, start.config().drain());
        try {
            var gateway = Gateway.start(start.config(), shutdown::begun);
            shutdown.serves(gateway);
            if (gateway.newAdminToken() != null) {
                out.println("admin token (shown once, kept in " + start.config().dataDir() + "): "
                        + gateway.newAdminToken().value());
            }
            if (start.demo()) {
                Demo.fill(gateway.apiUrl(), gateway.adminToken()).forEach(out::println);
            }
            out.println("ready api=" + gateway.apiUrl() + " management=" + gateway.managementUrl());
            return -1;
        } catch (StartFailure e) {
            LOG.debug("start failed", e);
            if (!shutdown.begun()) {
                tell(start.config().logFormat(), err, "The gateway cannot start: " + e.getMessage());
            }
            return shutdown.failed();
        } catch (RuntimeException e) {
            int code = shutdown.failed();
            if (!shutdown.begun()) {
                throw e;
            }
            LOG.debug("the start was broken off", e); // what needs a hook fails once the process is ending
            return code;
        }
    }
}
