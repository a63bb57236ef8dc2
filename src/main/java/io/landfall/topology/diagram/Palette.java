package io.landfall.topology.diagram;

import io.landfall.topology.diagram.Lane.Kind;

/** Colors of the diagrams: what is alike looks alike in all formats. */
public enum Palette {
    TOPIC("#fef3c7", "#d97706"),
    SOURCE("#f1f5f9", "#64748b"),
    PROCESSOR("#dbeafe", "#2563eb"),
    LAST("#dcfce7", "#16a34a"),
    SINK("#fee2e2", "#dc2626"),
    STORE("#ede9fe", "#7c3aed");

    /** Of all texts. */
    static final String INK = "#0f172a";

    private final String fill;
    private final String stroke;

    Palette(String fill, String stroke) {
        this.fill = fill;
        this.stroke = stroke;
    }

    static Palette of(Kind kind) {
        return valueOf(kind.name());
    }

    String fill() {
        return fill;
    }

    String stroke() {
        return stroke;
    }
}
