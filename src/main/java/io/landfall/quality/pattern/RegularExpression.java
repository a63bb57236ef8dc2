package io.landfall.quality.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.apache.avro.util.Utf8;

/** A configured regular expression. RE2 takes time linear in the text, whatever the expression: no record can stall it. */
final class RegularExpression implements TextPattern {
    private final Matcher matcher;

    RegularExpression(String expression) {
        this.matcher = Pattern.compile(expression).matcher("");
    }

    @Override
    public boolean matches(CharSequence text) {
        // Avro's text is UTF-8 already, and RE2 reads that; a reused buffer may be longer than its text, though.
        if (text instanceof Utf8 utf8 && utf8.getBytes().length == utf8.getByteLength()) {
            return matcher.reset(utf8.getBytes()).matches();
        }
        return matcher.reset(text.toString()).matches();
    }

    @Override
    public String rule() {
        return "pattern";
    }
}
