package io.landfall.config.form;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Tells expressions that RE2 will take, which the service matches with. Without RE2 itself, for the bronze job reads the
 * same file and brings as few libraries as it can: Java must take the expression, and what only Java knows is refused.
 */
public final class RegularExpressions {
    private static final Pattern ESCAPED_OR_CLASS =
            Pattern.compile("\\\\[^1-9A-Za-z]|\\\\p\\{[^}]*}|\\[\\^?]?(\\\\.|[^\\]\\\\])*\\]");
    private static final Pattern GROUP_BUT_PLAIN = Pattern.compile("\\(\\?(?![ims]*(-[ims]+)?[:)])");
    private static final Pattern POSSESSIVE = Pattern.compile("[*+?}]\\+");
    private static final Pattern ESCAPE_OF_JAVA =
            Pattern.compile("\\\\([1-9GHNRVXZehku]|p\\{(?!L|M|N|P|S|Z|C|Lu|Ll)|c)");

    private RegularExpressions() {}

    public static boolean isValid(String expression) {
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            return false;
        }
        String plain = ESCAPED_OR_CLASS.matcher(expression).replaceAll("x");
        return !expression.isEmpty()
                && !GROUP_BUT_PLAIN.matcher(plain).find()
                && !POSSESSIVE.matcher(plain).find()
                && !ESCAPE_OF_JAVA.matcher(expression.replace("\\\\", "x")).find();
    }
}
