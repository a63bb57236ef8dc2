package io.landfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource({
        "+49 151 23456789, ************6789",
        "123456789012, ********9012",
        "12345678901, ********901",
        "abc, **c",
        "ab, **",
        "'', ''",
    })
    void shouldKeepFourCharactersButNeverMoreThanAThird(String text, String masked) {
        assertThat(Masking.partial(text)).isEqualTo(masked);
    }

    @Test
    void shouldCountCodePoints() {
        assertThat(Masking.partial("a😀😀b😀😀")).isEqualTo("****😀😀");
    }
}
