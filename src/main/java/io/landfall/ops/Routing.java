package io.landfall.ops;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which route answers a request. At {@code /} there is a list of all, unless a route of its own is there. */
final class Routing {
    private static final String ROOT = "/";

    private final List<Route> routes;

    Routing(List<Route> given) {
        boolean hasRoot = given.stream().anyMatch(route -> route.path().equals(ROOT));
        Route index = Route.get(ROOT, "this list", () -> Page.index(given));
        this.routes = hasRoot
                ? given
                : Stream.concat(Stream.of(index), given.stream()).toList();
        Set<String> seen = new HashSet<>();
        for (Route route : routes) {
            if (!seen.add(route.method() + " " + route.path())) {
                throw new IllegalArgumentException("two routes for " + route.method() + " " + route.path());
            }
        }
    }

    /** The answer to a request: 404 with the paths there are, or 405 with the methods of the path, if no route fits. */
    Page answer(String method, String path) {
        List<Route> there =
                routes.stream().filter(route -> route.path().equals(path)).toList();
        if (there.isEmpty()) {
            return Page.notFound(routes.stream().map(Route::path).distinct().toList());
        }
        return there.stream()
                .filter(route -> route.answers(method))
                .findFirst()
                .map(route -> route.page().get())
                .orElseGet(
                        () -> Page.wrongMethod(there.stream().map(Route::method).toList()));
    }
}
