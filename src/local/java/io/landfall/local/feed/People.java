package io.landfall.local.feed;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Invented people and places. */
final class People {
    private static final List<String> FIRST = List.of(
            "Ada", "Alan", "Amara", "Björn", "Carla", "Chen", "Dmitri", "Elif", "Farid", "Grace", "Hana", "Ines",
            "Jonas", "Kofi", "Lena", "Mateo", "Noor", "Olga", "Priya", "Quentin", "Rosa", "Sven", "Tariq", "Ursula",
            "Wei", "Zoë");
    private static final List<String> LAST = List.of(
            "Abara",
            "Baker",
            "Castillo",
            "Dubois",
            "Eriksen",
            "Fischer",
            "García",
            "Haddad",
            "Ivanova",
            "Jansen",
            "Kaya",
            "Lindgren",
            "Meyer",
            "Nakamura",
            "Okafor",
            "Petrov",
            "Quispe",
            "Rossi",
            "Schmidt",
            "Tanaka",
            "Weber",
            "Young");
    private static final List<String> STREETS =
            List.of("Harbour Road", "Mill Lane", "Station Street", "Lindenallee", "Rue du Port", "Via Roma");
    private static final List<String> CITIES =
            List.of("Hamburg", "Rotterdam", "Porto", "Gdańsk", "Marseille", "Bergen", "Trieste", "Cork");
    private static final List<String> COUNTRIES = List.of("DE", "NL", "PT", "PL", "FR", "NO", "IT", "IE");

    private People() {}

    static <T> T pick(List<T> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }

    static String name(RandomGenerator random) {
        return pick(FIRST, random) + " " + pick(LAST, random);
    }

    static String email(long id, RandomGenerator random) {
        return pick(FIRST, random).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "o") + "." + id + "@example.org";
    }

    static String phone(RandomGenerator random) {
        return "+49 40 " + (1_000_000 + random.nextInt(9_000_000));
    }

    static String street(RandomGenerator random) {
        return pick(STREETS, random) + " " + (1 + random.nextInt(120));
    }

    static String postalCode(RandomGenerator random) {
        return Integer.toString(10_000 + random.nextInt(90_000));
    }

    /** A number for {@link #city} and {@link #country}, which belong together. */
    static int place(RandomGenerator random) {
        return random.nextInt(CITIES.size());
    }

    static String city(int place) {
        return CITIES.get(place);
    }

    static String country(int place) {
        return COUNTRIES.get(place);
    }
}
