package io.landfall.topology.diagram;

import java.util.Locale;

/** The shapes of the pictures, as SVG. Draws on a white ground, so that it reads on dark pages too. */
public final class SvgCanvas {
    private static final String FONT = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
    private static final int CORNER = 8;

    /** Kinds of lines between nodes. */
    enum Line {
        MAIN("#475569"),
        SHORTCUT("#94a3b8"),
        EXIT("#dc2626");

        private final String color;

        Line(String color) {
            this.color = color;
        }

        String marker() {
            return "arrow-" + name().toLowerCase(Locale.ROOT);
        }
    }

    private final StringBuilder body = new StringBuilder();

    void panel(int x, int y, int width, int height) {
        add("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"10\" fill=\"#f8fafc\" stroke=\"#e2e8f0\"/>"
                .formatted(x, y, width, height));
    }

    /** A line of bold text that begins here. */
    public void title(int x, int y, String text) {
        add("<text x=\"%d\" y=\"%d\" font-size=\"14\" font-weight=\"600\" fill=\"%s\">%s</text>"
                .formatted(x, y, Palette.INK, escaped(text)));
    }

    /** A line of small text that begins here. */
    public void note(int x, int y, String text) {
        add("<text x=\"%d\" y=\"%d\" font-size=\"12\" fill=\"%s\">%s</text>"
                .formatted(x, y, Palette.INK, escaped(text)));
    }

    /**
     * A box with a text in its middle.
     *
     * @param tip shows when one points at it
     */
    public void box(int x, int y, int width, int height, Palette palette, String label, String tip) {
        rounded(x, y, width, height, 6, palette, label, tip);
    }

    void pill(int x, int y, int width, int height, Palette palette, String label, String tip) {
        rounded(x, y, width, height, height / 2, palette, label, tip);
    }

    void cylinder(int x, int y, int width, int height, Palette palette, String label, String tip) {
        int lid = height / 8 + 1;
        int radius = width / 2;
        add("<g><title>%s</title><path d=\"M%d %d v%d a%d %d 0 0 0 %d 0 v%d a%d %d 0 0 0 %d 0 a%d %d 0 0 0 %d 0\" %s/>"
                .formatted(
                        escaped(tip),
                        x,
                        y + lid,
                        height - 2 * lid,
                        radius,
                        lid,
                        2 * radius,
                        -(height - 2 * lid),
                        radius,
                        lid,
                        -2 * radius,
                        radius,
                        lid,
                        2 * radius,
                        colors(palette)));
        label(x + width / 2, y + height / 2 + lid / 2, 11, label);
        add("</g>");
    }

    /** Joins a node and its store. */
    void link(int x, int top, int bottom) {
        add("<path d=\"M%d %d V%d\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>"
                .formatted(x, top, bottom, Palette.STORE.stroke()));
    }

    /** A line with an arrow at its end and round corners, through points given as x, y, x, y, …. */
    void path(Line line, int... points) {
        StringBuilder path = new StringBuilder("M" + points[0] + " " + points[1]);
        for (int i = 2; i < points.length - 2; i += 2) {
            int x = points[i];
            int y = points[i + 1];
            path.append(" L").append(toward(x, points[i - 2])).append(' ').append(toward(y, points[i - 1]));
            path.append(" Q").append(x).append(' ').append(y);
            path.append(' ').append(toward(x, points[i + 2])).append(' ').append(toward(y, points[i + 3]));
        }
        path.append(" L").append(points[points.length - 2]).append(' ').append(points[points.length - 1]);
        add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" marker-end=\"url(#%s)\"/>"
                .formatted(path, line.color, line.marker()));
    }

    /**
     * The whole picture.
     *
     * @param title for those who cannot see it
     */
    public String document(int width, int height, String title) {
        StringBuilder svg = new StringBuilder();
        svg.append(
                ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\""
                                + " font-family=\"%s\">\n")
                        .formatted(width, height, width, height, FONT));
        svg.append("<title>%s</title>\n<defs>\n".formatted(escaped(title)));
        for (Line line : Line.values()) {
            svg.append(
                    ("<marker id=\"%s\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\""
                                    + " orient=\"auto\"><path d=\"M0 0 L8 4 L0 8 z\" fill=\"%s\"/></marker>\n")
                            .formatted(line.marker(), line.color));
        }
        svg.append("</defs>\n<rect width=\"100%\" height=\"100%\" rx=\"12\" fill=\"#ffffff\"/>\n");
        return svg.append(body).append("</svg>\n").toString();
    }

    private void rounded(int x, int y, int width, int height, int corner, Palette palette, String label, String tip) {
        add("<g><title>%s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" %s/>"
                .formatted(escaped(tip), x, y, width, height, corner, colors(palette)));
        label(x + width / 2, y + height / 2, height < 30 ? 11 : 13, label);
        add("</g>");
    }

    private void label(int x, int y, int size, String text) {
        int baseline = y + Math.round(size * 0.36f);
        add("<text x=\"%d\" y=\"%d\" font-size=\"%d\" text-anchor=\"middle\" fill=\"%s\">%s</text>"
                .formatted(x, baseline, size, Palette.INK, escaped(text)));
    }

    private static String colors(Palette palette) {
        return "fill=\"%s\" stroke=\"%s\" stroke-width=\"1.2\"".formatted(palette.fill(), palette.stroke());
    }

    /** A little before {@code at}, coming from {@code from}. */
    private static int toward(int at, int from) {
        return at + Integer.signum(from - at) * Math.min(CORNER, Math.abs(from - at) / 2);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void add(String line) {
        body.append(line).append('\n');
    }
}
