package org.meetingsgateway.server.federation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://meetlog.ru, https://meetlog.ru",
        "https://meetlog.ru/, https://meetlog.ru",
        "HTTPS://MeetLog.RU:443, https://meetlog.ru",
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "http://meetlog.ru:80, http://meetlog.ru",
        "http://[::1]:9000, http://[::1]:9000",
    })
    void an_origin_is_written_in_one_way(String given, String written) {
        assertThat(BaseUrl.parse(given)).hasToString("Optional[" + written + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "meetlog.ru",
                "//meetlog.ru",
                "ftp://meetlog.ru",
                "file:///etc/passwd",
                "https:meetlog.ru",
                "https://",
                "https://me:secret@meetlog.ru",
                "https://meetlog.ru/api",
                "https://meetlog.ru//",
                "https://meetlog.ru?x=1",
                "https://meetlog.ru#x",
                "https://meetlog.ru:0",
                "https://meetlog.ru:65536",
                "https://meetlog.ru:x",
                "https://meetlog.ru\\@evil.example",
                "https://a b",
                "https://[fe80::1%25eth0]",
            })
    void anything_else_is_none(String given) {
        assertThat(BaseUrl.parse(given)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "127.0.0.1.", "256.0.0.1", "a.0x"})
    void an_address_in_an_older_form_is_no_host(String host) {
        assertThat(BaseUrl.parse("http://" + host)).isEmpty();
    }

    @Test
    void a_name_may_have_digits() {
        assertThat(BaseUrl.parse("https://4meetings.example")).isPresent();
        assertThat(BaseUrl.parse("https://1.2.3.4.nip.io")).isPresent();
    }
}
