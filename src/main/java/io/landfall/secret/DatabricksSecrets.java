package io.landfall.secret;

import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * {@code ${databricks:scope/key}}: a secret of the workspace that the SDK's usual settings ({@code DATABRICKS_HOST}, …)
 * name. Its values come in Base64.
 *
 * <p>The SDK finds the workspace and logs in; the one question is asked without it, since at level DEBUG it logs answers
 * whole. See the REST API reference of Databricks, {@code /api/2.0/secrets/get}.
 */
final class DatabricksSecrets implements SecretSource {
    private static final JsonMapper JSON = new JsonMapper();

    private final DatabricksConfig config;
    private final Duration timeout;
    private final HttpClient http;

    /** A source that logs in when it is first asked. */
    DatabricksSecrets(DatabricksConfig config, Duration timeout) {
        this.config = config;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    static DatabricksSecrets standard() {
        Duration timeout = Duration.ofSeconds(20);
        return new DatabricksSecrets(new DatabricksConfig().setHttpTimeoutSeconds(timeout.toSecondsPart()), timeout);
    }

    @Override
    public Lookup lookup(String name) {
        int slash = name.indexOf('/');
        if (slash <= 0 || slash == name.length() - 1) {
            return new Lookup.NotFound("it must be scope/key");
        }
        try {
            HttpRequest request = request(name.substring(0, slash), name.substring(slash + 1));
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? value(response.body()) : refused(response.statusCode());
        } catch (DatabricksException | IllegalArgumentException e) {
            // What it says may show how it tried to log in.
            return new Lookup.NotFound("the Databricks SDK finds no workspace, or no credentials for it");
        } catch (HttpTimeoutException e) {
            return new Lookup.NotFound("Databricks does not answer in time");
        } catch (IOException e) {
            return new Lookup.NotFound(
                    "Databricks cannot be reached (" + e.getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Lookup.NotFound("interrupted while asking Databricks");
        }
    }

    private HttpRequest request(String scope, String key) {
        var login = config.authenticate();
        String query = "scope=" + encoded(scope) + "&key=" + encoded(key);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(config.getHost() + "/api/2.0/secrets/get?" + query))
                .timeout(timeout)
                .GET();
        login.forEach(request::header);
        return request.build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Lookup value(String body) {
        try {
            String value = JSON.readTree(body).path("value").asText();
            return value.isEmpty()
                    ? new Lookup.NotFound("Databricks answered without a value")
                    : new Lookup.Found(
                            Secret.of(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            return new Lookup.NotFound("Databricks answered with something that is not JSON");
        } catch (IllegalArgumentException e) {
            return new Lookup.NotFound("Databricks answered with a value that is not Base64");
        }
    }

    private static Lookup refused(int status) {
        return new Lookup.NotFound(
                switch (status) {
                    case 401, 403 -> "Databricks refuses access (HTTP " + status + ")";
                    case 404 -> "Databricks has no such scope or key (HTTP 404)";
                    default -> "Databricks answered with an error (HTTP " + status + ")";
                });
    }
}
