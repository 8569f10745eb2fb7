package org.meetingsgateway.adapters.minutebase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.meetingsgateway.model.Calendar;

/** Days, weeks and months in every zone. */
class DatesPropertyTest {
    private static final Calendar MONDAYS = new Calendar("London", 1, Instant.parse("2011-06-20T12:00:00Z"));

    // --- The dates of paths

    @Property
    void every_day_of_the_common_era_is_read(@ForAll("days") LocalDate day) {
        assertThat(Dates.day(day.toString())).contains(day);
        assertThat(Dates.month(YearMonth.from(day).toString())).contains(YearMonth.from(day));
    }

    @Property
    void only_days_that_there_are_are_days(
            @ForAll @IntRange(min = 0, max = 9999) int year,
            @ForAll @IntRange(min = 0, max = 13) int month,
            @ForAll @IntRange(min = 0, max = 32) int day) {
        var real = year > 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
        assertThat(Dates.day("%04d-%02d-%02d".formatted(year, month, day)).isPresent())
                .isEqualTo(real);
        assertThat(Dates.month("%04d-%02d".formatted(year, month)).isPresent())
                .isEqualTo(year > 0 && month >= 1 && month <= 12);
    }

    @Property
    void any_other_text_is_no_day(@ForAll String text) {
        if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            assertThat(Dates.day(text)).isEmpty();
        }
        if (!text.matches("[0-9]{4}-[0-9]{2}")) {
            assertThat(Dates.month(text)).isEmpty();
        }
    }

    @Example
    void texts_that_look_like_dates_are_none() {
        assertThat(Stream.of(
                        "2011-02-29",
                        "2011-02-30",
                        "2011-6-1",
                        "11-06-20",
                        "2011-06-20 ",
                        " 2011-06-20",
                        "2011-06-20T00",
                        "+2011-06-20",
                        "-2011-06-20",
                        "0000-06-20",
                        "12011-06-20",
                        "2011-06-200",
                        "2011/06/20",
                        "20110620",
                        "2011-W25-1",
                        "today",
                        "٢٠١١-٠٦-٢٠",
                        ""))
                .allSatisfy(text -> assertThat(Dates.day(text)).isEmpty());
        assertThat(Dates.day("2012-02-29")).isPresent();
        assertThat(Dates.day("2000-02-29")).isPresent();
        assertThat(Dates.day("1900-02-29")).isEmpty();
    }

    // --- Days

    @Property(tries = 3000)
    void every_moment_is_in_exactly_one_day(@ForAll("moments") Instant moment, @ForAll("zones") ZoneId zone) {
        var local = moment.atZone(zone).toLocalDate();
        var holding = Stream.iterate(local.minusDays(3), day -> day.plusDays(1))
                .limit(7)
                .filter(day -> contains(Days.day(day), moment, zone))
                .toList();
        assertThat(holding).hasSize(1);
        // A clock that is set back from just after midnight shows the evening before once more, in the day that had
        // begun.
        assertThat(holding.getFirst()).isBetween(local, local.plusDays(1));
    }

    @Property(tries = 3000)
    void a_day_begins_where_the_one_before_ends(@ForAll("days") LocalDate day, @ForAll("zones") ZoneId zone) {
        var days = Days.day(day);
        assertThat(days.before(zone)).isEqualTo(Days.day(day.plusDays(1)).from(zone));
        assertThat(days.from(zone)).isBeforeOrEqualTo(days.before(zone));
        assertThat(Duration.between(days.from(zone), days.before(zone))).isLessThanOrEqualTo(Duration.ofHours(48));
    }

    @Property(tries = 3000)
    void a_day_begins_at_its_first_moment(@ForAll("days") LocalDate day, @ForAll("zones") ZoneId zone) {
        var from = Days.day(day).from(zone);
        assertThat(from.atZone(zone).toLocalDate()).isAfterOrEqualTo(day);
        assertThat(from.minusNanos(1).atZone(zone).toLocalDate()).isBefore(day);
    }

    @Example
    void a_day_on_which_clocks_change_has_another_length() {
        var london = ZoneId.of("Europe/London");
        assertThat(length("2011-03-27", london)).isEqualTo(Duration.ofHours(23));
        assertThat(length("2011-10-30", london)).isEqualTo(Duration.ofHours(25));
        assertThat(length("2011-06-20", london)).isEqualTo(Duration.ofHours(24));
        assertThat(length("2011-04-03", ZoneId.of("Australia/Lord_Howe"))).isEqualTo(Duration.ofMinutes(24 * 60 + 30));
    }

    @Example
    void a_midnight_that_does_not_exist_is_the_first_moment_after_it() {
        var saoPaulo = ZoneId.of("America/Sao_Paulo");
        assertThat(day("2011-10-16").from(saoPaulo)).isEqualTo("2011-10-16T03:00:00Z"); // 01:00, from −3 to −2
        assertThat(length("2011-10-16", saoPaulo)).isEqualTo(Duration.ofHours(23));
        assertThat(length("2011-10-15", saoPaulo)).isEqualTo(Duration.ofHours(24));
    }

    @Example
    void a_day_that_was_left_out_is_empty() {
        var apia = ZoneId.of("Pacific/Apia");
        assertThat(length("2011-12-30", apia)).isZero();
        assertThat(day("2011-12-29").before(apia))
                .isEqualTo(day("2011-12-31").from(apia))
                .isEqualTo("2011-12-30T10:00:00Z");
    }

    @Example
    void a_zone_need_not_be_whole_hours_away() {
        assertThat(day("2011-06-20").from(ZoneId.of("Asia/Kathmandu"))).isEqualTo("2011-06-19T18:15:00Z");
    }

    private static Duration length(String day, ZoneId zone) {
        return Duration.between(day(day).from(zone), day(day).before(zone));
    }

    private static Days day(String day) {
        return Days.day(LocalDate.parse(day));
    }

    // --- Weeks

    @Property
    void a_week_is_seven_days_from_its_first_and_holds_the_day(
            @ForAll("days") LocalDate day, @ForAll @IntRange(min = 0, max = 6) int weekStart) {
        var week = Days.week(day, weekStart);
        assertThat(week.count()).isEqualTo(7);
        assertThat(week.first()).isBeforeOrEqualTo(day);
        assertThat(week.end()).isAfter(day);
        assertThat(week.first().getDayOfWeek()).isEqualTo(weekDay(weekStart));
    }

    @Property
    void every_day_of_a_week_has_the_same_week(
            @ForAll("days") LocalDate day, @ForAll @IntRange(min = 0, max = 6) int weekStart) {
        var week = Days.week(day, weekStart);
        assertThat(week.first().datesUntil(week.end()))
                .allSatisfy(other -> assertThat(Days.week(other, weekStart)).isEqualTo(week));
    }

    @Example
    void a_week_starts_on_the_day_that_was_asked_for() {
        var monday = LocalDate.parse("2011-06-20");
        assertThat(Days.week(monday, 0).first()).isEqualTo("2011-06-19");
        assertThat(Days.week(monday, 1).first()).isEqualTo("2011-06-20");
        assertThat(Days.week(monday, 6).first()).isEqualTo("2011-06-18");
    }

    @Property
    void only_sunday_monday_and_saturday_can_be_asked_for(
            @ForAll("startDays") String startDay, @ForAll @IntRange(min = 0, max = 6) int setting) {
        var calendar = new Calendar("London", setting, Instant.EPOCH);
        assertThat(Dates.weekStart(startDay, calendar))
                .isEqualTo(startDay.matches("[016]") ? Integer.parseInt(startDay) : setting);
        assertThat(Dates.weekStart(null, calendar)).isEqualTo(setting);
    }

    @Provide
    Arbitrary<String> startDays() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(-1, 10).map(String::valueOf),
                Arbitraries.of("", " 1", "1.0", "01", "monday"),
                Arbitraries.strings().ofMaxLength(3));
    }

    // --- Months

    @Property
    void a_month_is_all_its_days(@ForAll("days") LocalDate day) {
        var month = YearMonth.from(day);
        var days = Days.month(month);
        assertThat(days.first()).isEqualTo(month.atDay(1));
        assertThat(days.count()).isEqualTo(month.lengthOfMonth());
    }

    @Property
    void a_calendar_is_the_whole_weeks_that_hold_the_month_and_no_more(
            @ForAll("days") LocalDate day, @ForAll @IntRange(min = 0, max = 6) int weekStart) {
        var month = YearMonth.from(day);
        var grid = Days.calendar(month, weekStart);
        assertThat(grid.count() % 7).isZero();
        assertThat(grid.count()).isBetween(28L, 42L);
        assertThat(grid.first().getDayOfWeek()).isEqualTo(weekDay(weekStart));
        assertThat(ChronoUnit.DAYS.between(grid.first(), month.atDay(1))).isBetween(0L, 6L);
        assertThat(ChronoUnit.DAYS.between(month.atEndOfMonth(), grid.end())).isBetween(1L, 7L);
    }

    @Example
    void a_february_can_be_four_weeks_and_a_leap_year_has_one_day_more() {
        assertThat(Days.calendar(YearMonth.of(2010, 2), 1).count()).isEqualTo(28);
        assertThat(Days.month(YearMonth.of(2012, 2)).count()).isEqualTo(29);
        assertThat(Days.month(YearMonth.of(2011, 2)).count()).isEqualTo(28);
        assertThat(Days.calendar(YearMonth.of(2011, 7), 6).count()).isEqualTo(42);
        assertThat(Days.calendar(YearMonth.of(2011, 10), 0).count()).isEqualTo(42);
    }

    // --- The caller's zone and day

    @Property
    void today_is_the_day_of_the_callers_zone(@ForAll("moments") Instant now, @ForAll("zones") ZoneId zone) {
        assertThat(Dates.today(new Calendar(zone.getId(), 1, now)))
                .isEqualTo(now.atZone(zone).toLocalDate());
    }

    @Example
    void rails_and_iana_names_are_the_same_zones_and_an_unknown_one_is_utc() {
        assertThat(Dates.zone(MONDAYS)).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(Dates.zone(new Calendar("Europe/London", 1, Instant.EPOCH))).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(Dates.zone(new Calendar("Atlantis", 1, Instant.EPOCH)).normalized())
                .isEqualTo(java.time.ZoneOffset.UTC);
    }

    private static boolean contains(Days days, Instant moment, ZoneId zone) {
        return !moment.isBefore(days.from(zone)) && moment.isBefore(days.before(zone));
    }

    private static DayOfWeek weekDay(int weekStart) {
        return weekStart == 0 ? DayOfWeek.SUNDAY : DayOfWeek.of(weekStart);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                                "Europe/London",
                                "America/Sao_Paulo",
                                "Pacific/Apia",
                                "Asia/Kathmandu",
                                "America/St_Johns")
                        .map(ZoneId::of),
                Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList())
                        .map(ZoneId::of));
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.oneOf(
                Arbitraries.longs()
                        .between(
                                LocalDate.of(1970, 1, 1).toEpochDay(),
                                LocalDate.of(2040, 1, 1).toEpochDay())
                        .map(LocalDate::ofEpochDay),
                Arbitraries.longs()
                        .between(
                                LocalDate.of(1, 1, 1).toEpochDay(),
                                LocalDate.of(9999, 12, 31).toEpochDay())
                        .map(LocalDate::ofEpochDay),
                Arbitraries.of("2011-03-27", "2011-10-30", "2011-10-16", "2012-02-26", "2011-12-30", "2012-02-29")
                        .map(LocalDate::parse));
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(0, Instant.parse("2040-01-01T00:00:00Z").toEpochMilli())
                .map(Instant::ofEpochMilli);
    }
}
