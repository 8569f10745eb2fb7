package org.meetingsgateway.model;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of time zones that are understood: those of the IANA database ({@code Europe/London}), and those of Ruby on
 * Rails' {@code ActiveSupport::TimeZone} ({@code London}), which old clients write and read.
 */
public final class TimeZones {
    /** The table of Rails 8.1, and at the names {@code Kyev} and {@code Ulaan Bataar} that of earlier versions. */
    static final Map<String, ZoneId> RAILS = Stream.of(
                    rails("International Date Line West", "Etc/GMT+12"),
                    rails("Midway Island", "Pacific/Midway"),
                    rails("American Samoa", "Pacific/Pago_Pago"),
                    rails("Hawaii", "Pacific/Honolulu"),
                    rails("Alaska", "America/Juneau"),
                    rails("Pacific Time (US & Canada)", "America/Los_Angeles"),
                    rails("Tijuana", "America/Tijuana"),
                    rails("Mountain Time (US & Canada)", "America/Denver"),
                    rails("Arizona", "America/Phoenix"),
                    rails("Chihuahua", "America/Chihuahua"),
                    rails("Mazatlan", "America/Mazatlan"),
                    rails("Central Time (US & Canada)", "America/Chicago"),
                    rails("Saskatchewan", "America/Regina"),
                    rails("Guadalajara", "America/Mexico_City"),
                    rails("Mexico City", "America/Mexico_City"),
                    rails("Monterrey", "America/Monterrey"),
                    rails("Central America", "America/Guatemala"),
                    rails("Eastern Time (US & Canada)", "America/New_York"),
                    rails("Indiana (East)", "America/Indiana/Indianapolis"),
                    rails("Bogota", "America/Bogota"),
                    rails("Lima", "America/Lima"),
                    rails("Quito", "America/Lima"),
                    rails("Atlantic Time (Canada)", "America/Halifax"),
                    rails("Caracas", "America/Caracas"),
                    rails("La Paz", "America/La_Paz"),
                    rails("Santiago", "America/Santiago"),
                    rails("Asuncion", "America/Asuncion"),
                    rails("Newfoundland", "America/St_Johns"),
                    rails("Brasilia", "America/Sao_Paulo"),
                    rails("Buenos Aires", "America/Argentina/Buenos_Aires"),
                    rails("Montevideo", "America/Montevideo"),
                    rails("Georgetown", "America/Guyana"),
                    rails("Puerto Rico", "America/Puerto_Rico"),
                    rails("Greenland", "America/Godthab"),
                    rails("Mid-Atlantic", "Atlantic/South_Georgia"),
                    rails("Azores", "Atlantic/Azores"),
                    rails("Cape Verde Is.", "Atlantic/Cape_Verde"),
                    rails("Dublin", "Europe/Dublin"),
                    rails("Edinburgh", "Europe/London"),
                    rails("Lisbon", "Europe/Lisbon"),
                    rails("London", "Europe/London"),
                    rails("Casablanca", "Africa/Casablanca"),
                    rails("Monrovia", "Africa/Monrovia"),
                    rails("UTC", "Etc/UTC"),
                    rails("Belgrade", "Europe/Belgrade"),
                    rails("Bratislava", "Europe/Bratislava"),
                    rails("Budapest", "Europe/Budapest"),
                    rails("Ljubljana", "Europe/Ljubljana"),
                    rails("Prague", "Europe/Prague"),
                    rails("Sarajevo", "Europe/Sarajevo"),
                    rails("Skopje", "Europe/Skopje"),
                    rails("Warsaw", "Europe/Warsaw"),
                    rails("Zagreb", "Europe/Zagreb"),
                    rails("Brussels", "Europe/Brussels"),
                    rails("Copenhagen", "Europe/Copenhagen"),
                    rails("Madrid", "Europe/Madrid"),
                    rails("Paris", "Europe/Paris"),
                    rails("Amsterdam", "Europe/Amsterdam"),
                    rails("Berlin", "Europe/Berlin"),
                    rails("Bern", "Europe/Zurich"),
                    rails("Zurich", "Europe/Zurich"),
                    rails("Rome", "Europe/Rome"),
                    rails("Stockholm", "Europe/Stockholm"),
                    rails("Vienna", "Europe/Vienna"),
                    rails("West Central Africa", "Africa/Algiers"),
                    rails("Bucharest", "Europe/Bucharest"),
                    rails("Cairo", "Africa/Cairo"),
                    rails("Helsinki", "Europe/Helsinki"),
                    rails("Kyiv", "Europe/Kiev"),
                    rails("Kyev", "Europe/Kiev"),
                    rails("Riga", "Europe/Riga"),
                    rails("Sofia", "Europe/Sofia"),
                    rails("Tallinn", "Europe/Tallinn"),
                    rails("Vilnius", "Europe/Vilnius"),
                    rails("Athens", "Europe/Athens"),
                    rails("Istanbul", "Europe/Istanbul"),
                    rails("Minsk", "Europe/Minsk"),
                    rails("Jerusalem", "Asia/Jerusalem"),
                    rails("Harare", "Africa/Harare"),
                    rails("Pretoria", "Africa/Johannesburg"),
                    rails("Kaliningrad", "Europe/Kaliningrad"),
                    rails("Moscow", "Europe/Moscow"),
                    rails("St. Petersburg", "Europe/Moscow"),
                    rails("Volgograd", "Europe/Volgograd"),
                    rails("Samara", "Europe/Samara"),
                    rails("Kuwait", "Asia/Kuwait"),
                    rails("Riyadh", "Asia/Riyadh"),
                    rails("Nairobi", "Africa/Nairobi"),
                    rails("Baghdad", "Asia/Baghdad"),
                    rails("Tehran", "Asia/Tehran"),
                    rails("Abu Dhabi", "Asia/Muscat"),
                    rails("Muscat", "Asia/Muscat"),
                    rails("Baku", "Asia/Baku"),
                    rails("Tbilisi", "Asia/Tbilisi"),
                    rails("Yerevan", "Asia/Yerevan"),
                    rails("Kabul", "Asia/Kabul"),
                    rails("Ekaterinburg", "Asia/Yekaterinburg"),
                    rails("Islamabad", "Asia/Karachi"),
                    rails("Karachi", "Asia/Karachi"),
                    rails("Tashkent", "Asia/Tashkent"),
                    rails("Chennai", "Asia/Kolkata"),
                    rails("Kolkata", "Asia/Kolkata"),
                    rails("Mumbai", "Asia/Kolkata"),
                    rails("New Delhi", "Asia/Kolkata"),
                    rails("Kathmandu", "Asia/Kathmandu"),
                    rails("Dhaka", "Asia/Dhaka"),
                    rails("Sri Jayawardenepura", "Asia/Colombo"),
                    rails("Almaty", "Asia/Almaty"),
                    rails("Astana", "Asia/Almaty"),
                    rails("Novosibirsk", "Asia/Novosibirsk"),
                    rails("Rangoon", "Asia/Rangoon"),
                    rails("Bangkok", "Asia/Bangkok"),
                    rails("Hanoi", "Asia/Bangkok"),
                    rails("Jakarta", "Asia/Jakarta"),
                    rails("Krasnoyarsk", "Asia/Krasnoyarsk"),
                    rails("Beijing", "Asia/Shanghai"),
                    rails("Chongqing", "Asia/Chongqing"),
                    rails("Hong Kong", "Asia/Hong_Kong"),
                    rails("Urumqi", "Asia/Urumqi"),
                    rails("Kuala Lumpur", "Asia/Kuala_Lumpur"),
                    rails("Singapore", "Asia/Singapore"),
                    rails("Taipei", "Asia/Taipei"),
                    rails("Perth", "Australia/Perth"),
                    rails("Irkutsk", "Asia/Irkutsk"),
                    rails("Ulaanbaatar", "Asia/Ulaanbaatar"),
                    rails("Ulaan Bataar", "Asia/Ulaanbaatar"),
                    rails("Seoul", "Asia/Seoul"),
                    rails("Osaka", "Asia/Tokyo"),
                    rails("Sapporo", "Asia/Tokyo"),
                    rails("Tokyo", "Asia/Tokyo"),
                    rails("Yakutsk", "Asia/Yakutsk"),
                    rails("Darwin", "Australia/Darwin"),
                    rails("Adelaide", "Australia/Adelaide"),
                    rails("Canberra", "Australia/Melbourne"),
                    rails("Melbourne", "Australia/Melbourne"),
                    rails("Sydney", "Australia/Sydney"),
                    rails("Brisbane", "Australia/Brisbane"),
                    rails("Hobart", "Australia/Hobart"),
                    rails("Vladivostok", "Asia/Vladivostok"),
                    rails("Guam", "Pacific/Guam"),
                    rails("Port Moresby", "Pacific/Port_Moresby"),
                    rails("Magadan", "Asia/Magadan"),
                    rails("Srednekolymsk", "Asia/Srednekolymsk"),
                    rails("Solomon Is.", "Pacific/Guadalcanal"),
                    rails("New Caledonia", "Pacific/Noumea"),
                    rails("Fiji", "Pacific/Fiji"),
                    rails("Kamchatka", "Asia/Kamchatka"),
                    rails("Marshall Is.", "Pacific/Majuro"),
                    rails("Auckland", "Pacific/Auckland"),
                    rails("Wellington", "Pacific/Auckland"),
                    rails("Nuku'alofa", "Pacific/Tongatapu"),
                    rails("Tokelau Is.", "Pacific/Fakaofo"),
                    rails("Chatham Is.", "Pacific/Chatham"),
                    rails("Samoa", "Pacific/Apia"))
            .collect(Collectors.toMap(
                    Map.Entry::getKey, zone -> ZoneId.of(zone.getValue()), (a, b) -> a, LinkedHashMap::new));

    /** Kept, because the platform makes a new set for whoever asks. */
    private static final Set<String> IANA = Set.copyOf(ZoneId.getAvailableZoneIds());

    /** Names of the database that Java leaves out, and what they are links to. */
    private static final Map<String, ZoneId> LINKS = Map.of(
            "EST", ZoneId.of("America/Panama"),
            "MST", ZoneId.of("America/Phoenix"),
            "HST", ZoneId.of("Pacific/Honolulu"),
            "ROC", ZoneId.of("Asia/Taipei"));

    private static final Map<ZoneId, String> RAILS_NAMES = railsNames();

    private TimeZones() {}

    /** Where several cities share a zone, the one of the zone's own name, else the first. */
    private static Map<ZoneId, String> railsNames() {
        var names = new LinkedHashMap<ZoneId, String>();
        RAILS.forEach((name, zone) -> {
            if (zone.getId().endsWith("/" + name.replace(' ', '_'))) {
                names.put(zone, name);
            } else {
                names.putIfAbsent(zone, name);
            }
        });
        return names;
    }

    private static Map.Entry<String, String> rails(String name, String zone) {
        return Map.entry(name, zone);
    }

    /** The zone of an IANA or a Rails name, or empty where nobody knows it. Letter case matters. */
    public static Optional<ZoneId> find(String name) {
        var rails = RAILS.get(name);
        if (rails != null) {
            return Optional.of(rails);
        }
        return IANA.contains(name) ? Optional.of(ZoneId.of(name)) : Optional.ofNullable(LINKS.get(name));
    }

    /** The Rails name of a zone that either name says; the name itself where Rails has none for it. */
    public static String railsName(String name) {
        return RAILS.containsKey(name) ? name : find(name).map(RAILS_NAMES::get).orElse(name);
    }
}
