package org.meetingsgateway.server.queries;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.TableStatement;
import net.sf.jsqlparser.statement.select.Values;
import org.meetingsgateway.call.Problem;

/** Reads what a caller wrote, and lets through what may be run. Takes milliseconds, and so is not for an event loop. */
public final class QueryParser {
    /** What takes longer is nested in a way that the parser tries over and over. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final ExecutorService THREADS = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("query-parser").factory());

    private QueryParser() {}

    /** @throws Problem.Invalid when it is anything but one {@code SELECT} over the documented views */
    public static CheckedQuery check(String sql) {
        var scanned = VariableScanner.scan(sql);
        if (scanned.sql().isBlank()) {
            throw Refusals.syntax("There is no statement");
        }
        try {
            var select = select(parse(scanned.sql()));
            var template = StatementPrinter.print(select, false);
            // Whatever the printer knows nothing of is missing in what it wrote.
            var again = parse(StatementPrinter.print(select, true));
            if (!words(select).equals(words(again))) {
                throw Refusals.unsupported("A part of the statement");
            }
            return new CheckedQuery(template, scanned.variables());
        } catch (StackOverflowError e) {
            throw tooComplex();
        }
    }

    private static Statement parse(String sql) {
        var parser = new CCJSqlParser(new StringProvider(sql));
        parser.withAllowComplexParsing(true).withTimeOut(PATIENCE.toMillis());
        try {
            return CCJSqlParserUtil.parseStatement(parser, THREADS);
        } catch (JSQLParserException e) {
            throw refusal(e);
        }
    }

    private static Problem.Invalid refusal(JSQLParserException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ParseException e -> {
                    return Refusals.syntax(near(e));
                }
                case TimeoutException e -> {
                    return tooComplex();
                }
                case StackOverflowError e -> {
                    return tooComplex();
                }
                default -> {}
            }
        }
        return Refusals.syntax("The statement cannot be understood");
    }

    private static String near(ParseException failure) {
        var token = failure.currentToken == null ? null : failure.currentToken.next;
        return token == null || token.image == null || token.image.isEmpty()
                ? "The statement ends too early"
                : "Near " + token.image + " the statement cannot be understood";
    }

    private static Problem.Invalid tooComplex() {
        return Refusals.refused("too_complex", "The statement is too complex");
    }

    private static Select select(Statement statement) {
        if (statement instanceof Select select
                && !(statement instanceof Values)
                && !(statement instanceof TableStatement)) {
            return select;
        }
        throw Refusals.refused("not_allowed", "Only SELECT is allowed");
    }

    /** Names are quoted in the one and perhaps not in the other, which is the only difference that may be. */
    private static String words(Statement statement) {
        return statement.toString().replaceAll("[\"\\s]", "").toLowerCase(Locale.ROOT);
    }
}
