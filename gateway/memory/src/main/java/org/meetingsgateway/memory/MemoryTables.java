package org.meetingsgateway.memory;

/** What answers the calls of one tenant. */
record MemoryTables(
        Memory memory,
        MemoryMeetings meetings,
        MemoryMinutes minutes,
        MemoryTranscripts transcripts,
        MemoryRecordings recordings,
        MemoryReports reports,
        MemoryActionItems actionItems,
        MemoryProjects projects,
        MemoryPeople people,
        MemoryAccounts accounts,
        MemoryFailures failures,
        MemoryRules rules,
        MemorySearch search,
        MemoryQueries queries) {
    static MemoryTables of(Memory memory) {
        var references = new MemoryReferences(memory);
        var minutes = new MemoryMinutes(memory, references);
        var reports = new MemoryReports(memory);
        var views = new MeetingViews(memory, reports);
        var actionItems = new MemoryActionItems(memory, minutes, references);
        var rules = new MemoryRules(memory);
        var failures = new MemoryFailures(memory, views, rules);
        memory.meetings().values().forEach(minutes::seeded);
        return new MemoryTables(
                memory,
                new MemoryMeetings(memory, views, new MeetingLists(memory, views), minutes, references, failures),
                minutes,
                new MemoryTranscripts(memory),
                new MemoryRecordings(memory, views, minutes, references, failures),
                reports,
                actionItems,
                new MemoryProjects(memory),
                new MemoryPeople(memory),
                new MemoryAccounts(memory),
                failures,
                rules,
                new MemorySearch(memory, views, actionItems),
                new MemoryQueries(memory));
    }
}
