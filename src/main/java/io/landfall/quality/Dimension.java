package io.landfall.quality;

/** What a record is judged by. */
public enum Dimension {
    SCHEMA(30),
    ANOMALY(25),
    PATTERN(20),
    TEMPORAL(15),
    BUSINESS_RULES(10);

    private final int weight;

    Dimension(int weight) {
        this.weight = weight;
    }

    /** Points, of 100 in all. */
    public int weight() {
        return weight;
    }
}
