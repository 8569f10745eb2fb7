package org.meetingsgateway.server.config;

import java.util.List;
import java.util.Map;

/** What a start of the process asks for. */
public sealed interface CommandLine {
    /** Reads the environment and the arguments; an argument wins over its variable, and an empty value is unset. */
    static CommandLine read(Map<String, String> environment, List<String> arguments) {
        var given = Given.read(environment, arguments);
        if (given.has(Switch.HELP)) {
            return new Help(HelpText.text());
        }
        if (given.has(Switch.VERSION)) {
            return new Version();
        }
        return new ConfigReader(given).read();
    }

    /** Print the text and end. */
    record Help(String text) implements CommandLine {}

    /** Print the version and end. */
    record Version() implements CommandLine {}

    /**
     * Run.
     *
     * @param demo also fill a tenant with meetings to try things on
     */
    record Start(Config config, boolean demo) implements CommandLine {}

    /** Bring the database to the schema of this version and end. */
    record Migrate(Config config, Database database) implements CommandLine {}

    /** Look whether everything that a start needs is there, change nothing, and end. */
    record Check(Config config) implements CommandLine {}

    /**
     * Nothing can be started: print all problems and end with exit code 2.
     *
     * @param problems one sentence each, without secrets; never empty
     */
    record Refused(List<String> problems) implements CommandLine {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
