package io.landfall.bronze;

import io.landfall.bronze.plan.BronzeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command line of {@code --name value…} options and plain words, parsed plainly: the job's jar carries no parser. */
final class Arguments {
    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private final List<String> words = new ArrayList<>();

    /**
     * @param single options that take one value
     * @param many options that take one or more, and may be repeated
     * @param flags options that take none
     * @throws BronzeException for what is none of these
     */
    Arguments(String[] args, Set<String> single, Set<String> many, Set<String> flags) {
        String collecting = "";
        String awaiting = "";
        for (String arg : args) {
            if (!awaiting.isEmpty()) {
                options.computeIfAbsent(awaiting, name -> new ArrayList<>()).add(arg);
                awaiting = "";
            } else if (!arg.startsWith("--")) {
                (collecting.isEmpty() ? words : options.get(collecting)).add(arg);
            } else if (flags.contains(arg)) {
                options.put(arg, new ArrayList<>());
                collecting = "";
            } else if (many.contains(arg)) {
                options.computeIfAbsent(arg, name -> new ArrayList<>());
                collecting = arg;
            } else if (!single.contains(arg)) {
                throw new BronzeException("unknown option " + arg);
            } else if (options.containsKey(arg)) {
                throw new BronzeException(arg + " is given twice");
            } else {
                awaiting = arg;
                collecting = "";
            }
        }
        options.forEach((name, values) -> {
            if (values.isEmpty() && !flags.contains(name)) {
                throw new BronzeException(name + " needs a value");
            }
        });
        if (!awaiting.isEmpty()) {
            throw new BronzeException(awaiting + " needs a value");
        }
    }

    Optional<String> one(String name) {
        return many(name).stream().findFirst();
    }

    String need(String name) {
        return one(name).orElseThrow(() -> new BronzeException(name + " is needed"));
    }

    List<String> many(String name) {
        return List.copyOf(options.getOrDefault(name, List.of()));
    }

    boolean flag(String name) {
        return options.containsKey(name);
    }

    List<String> words() {
        return List.copyOf(words);
    }
}
