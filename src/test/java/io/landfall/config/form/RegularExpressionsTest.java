package io.landfall.config.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegularExpressionsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0-9]+",
                "C[0-9]{6,}",
                "(a|b)*?",
                "(?:ab)+",
                "(?i)abc",
                "(?i-s:abc)",
                "a\\+\\+",
                "[*+]+",
                "[\\]*+]x",
                "[(?=]",
                "\\(\\?=",
                "\\d+\\.\\d\\d",
                "\\p{L}+\\p{Lu}",
                "^a$",
                "\\Qa.b\\E",
                "a\\\\b",
                "a\\\\Z"
            })
    void shouldTakeWhatRe2Takes(String expression) {
        assertThatCode(() -> Pattern.compile(expression)).doesNotThrowAnyException();

        assertThat(RegularExpressions.isValid(expression)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a-",
                "(a",
                "a**",
                "(?=a)b",
                "(?!a)b",
                "(?<=a)b",
                "(?<!a)b",
                "(?>a)b",
                "(?x)a b",
                "(a)\\1",
                "(?<n>a)\\k<n>",
                "a*+b",
                "a{2}+b",
                "\\Z",
                "\\R",
                "\\h",
                "\\p{Alpha}",
                "\\u0041",
            })
    void shouldRefuseWhatRe2Refuses(String expression) {
        assertThatThrownBy(() -> Pattern.compile(expression)).isInstanceOf(PatternSyntaxException.class);

        assertThat(RegularExpressions.isValid(expression)).isFalse();
    }
}
