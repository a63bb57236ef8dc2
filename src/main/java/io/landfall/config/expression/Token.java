package io.landfall.config.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of an expression.
 *
 * @param text as it is written; a quoted text without its quotes
 * @param from where it begins, counted from 0
 * @param to where it ends, exclusive
 */
record Token(Type type, String text, int from, int to) {
    enum Type {
        NUMBER,
        QUOTED,
        WORD,
        SYMBOL,
        END
    }

    private static final Pattern SPACE = Pattern.compile("\\s*+");
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*+";
    /** Its groups are the types, in their order. */
    private static final Pattern TOKEN = Pattern.compile("([0-9]++(?:\\.[0-9]++)?+)|('[^']*+'|\"[^\"]*+\")|(" + NAME
            + "(?:\\." + NAME + ")*+)|([=!<>]=|[-<>+*/()\\[\\],])");

    /** What other languages write. */
    private static final Map<Character, String> MEANT = Map.of('=', "==", '!', "not", '&', "and", '|', "or");

    static List<Token> of(String expression) throws ExpressionException {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = SPACE.matcher(expression);
        int at = 0;
        while (true) {
            matcher.usePattern(SPACE).region(at, expression.length()).lookingAt();
            at = matcher.end();
            if (at == expression.length()) {
                tokens.add(new Token(Type.END, "", at, at));
                return tokens;
            }
            if (!matcher.usePattern(TOKEN).region(at, expression.length()).lookingAt()) {
                throw notUnderstood(expression.charAt(at), at);
            }
            tokens.add(token(matcher));
            at = matcher.end();
        }
    }

    private static Token token(Matcher matcher) {
        int group = 1;
        while (matcher.group(group) == null) {
            group++;
        }
        Type type = Type.values()[group - 1];
        String written = matcher.group();
        String text = type == Type.QUOTED ? written.substring(1, written.length() - 1) : written;
        return new Token(type, text, matcher.start(), matcher.end());
    }

    private static ExpressionException notUnderstood(char c, int at) {
        if (c == '\'' || c == '"') {
            return new ExpressionException(at, "a text does not end", "another " + c);
        }
        return new ExpressionException(
                at, "'" + c + "' is not understood", MEANT.getOrDefault(c, "a field, a number, a text or an operator"));
    }

    boolean is(String symbolOrWord) {
        return (type == Type.SYMBOL || type == Type.WORD) && text.equals(symbolOrWord);
    }
}
