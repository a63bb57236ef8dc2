package io.landfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @CsvSource({"ada@example.org, 3", "a@b@mail.example.co.uk, 3", "@example.org, 0", "x@münchen.de, 1"})
    void shouldFindTheLastAtBeforeADomain(String address, int at) {
        assertThat(EmailAddress.at(address)).isEqualTo(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada Lovelace",
                "ada@",
                "call me @ home",
                "ada@Lovelace",
                "ada@555.123.4567",
                "Ada <ada@example.org>",
                "ada@example..org",
                "ada@.org",
                "ada@example.",
                ""
            })
    void shouldFindNoDomainInWhatMayBePersonal(String text) {
        assertThat(EmailAddress.at(text)).isEqualTo(-1);
    }
}
