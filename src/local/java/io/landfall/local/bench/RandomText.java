package io.landfall.local.bench;

import java.util.List;
import java.util.random.RandomGenerator;

/** Invented texts. */
final class RandomText {
    private static final List<String> FIRST =
            List.of("Ada", "Alan", "Amara", "Carla", "Chen", "Elif", "Grace", "Ines", "Kofi", "Mateo", "Noor", "Priya");
    private static final List<String> LAST = List.of(
            "Abara", "Baker", "Dubois", "Eriksen", "Fischer", "Haddad", "Jansen", "Kaya", "Meyer", "Okafor", "Tanaka");
    private static final List<String> STREETS = List.of("Harbour Road", "Mill Lane", "Station Street", "Via Roma");
    private static final List<String> CITIES = List.of("Hamburg", "Rotterdam", "Porto", "Marseille", "Bergen");

    private RandomText() {}

    static <T> T pick(List<T> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }

    static String name(RandomGenerator random) {
        return pick(FIRST, random) + ' ' + pick(LAST, random);
    }

    /** One in fifty is none. */
    static String email(long id, RandomGenerator random) {
        return random.nextInt(50) == 0 ? "no address" : "customer." + id + "@example.org";
    }

    static String phone(RandomGenerator random) {
        return "+49 40 " + (1_000_000 + random.nextInt(9_000_000));
    }

    static String street(RandomGenerator random) {
        return pick(STREETS, random) + ' ' + (1 + random.nextInt(120));
    }

    static String city(RandomGenerator random) {
        return pick(CITIES, random);
    }
}
