package io.landfall.local.workbench;

import io.landfall.local.stack.Folders;
import io.landfall.local.stack.LocalStack;
import io.landfall.local.stack.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The folder of the servers, and beside them of the bronze tables.
 *
 * @param root absolute
 */
record LocalState(Path root) {
    static final String DEFAULT = ".landfall/stack";

    private static final int KEY_BYTES = 32;

    static LocalState at(Path folder) {
        return new LocalState(folder.toAbsolutePath().normalize());
    }

    Path warehouse() {
        return root.resolve("warehouse");
    }

    Path checkpoints() {
        return root.resolve("checkpoints");
    }

    /** For a shell: the servers' addresses as environment variables; there for as long as the servers are. */
    Path environment() {
        return root.resolve("env");
    }

    void forgetEnvironment() {
        try {
            Files.deleteIfExists(environment());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + environment(), e);
        }
    }

    void writeEnvironment(LocalStack stack) {
        Map<String, String> variables = variables(stack);
        variables.put("AWS_SECRET_ACCESS_KEY", S3Server.SECRET_KEY);
        variables.put("LANDFALL_KEY", key());
        Path file = environment();
        try {
            writePrivately(file, "# Written by landfall stack.\n" + lines(variables));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** The lines of {@link #environment} that may be seen. */
    String environmentWithoutSecrets(LocalStack stack) {
        return lines(variables(stack));
    }

    private static Map<String, String> variables(LocalStack stack) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("KAFKA_BOOTSTRAP_SERVERS", stack.bootstrapServers());
        variables.put("SCHEMA_REGISTRY_URL", stack.registryUrl());
        variables.put("LANDFALL_S3_ENDPOINT", stack.s3Endpoint());
        variables.put("LANDFALL_ROOT", "s3://" + S3Server.BUCKET + "/landfall");
        variables.put("AWS_REGION", S3Server.REGION);
        variables.put("AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY);
        return variables;
    }

    private static String lines(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "='" + variable.getValue() + "'\n")
                .collect(Collectors.joining());
    }

    /** All of it or nothing, for nobody else to read. */
    private static void writePrivately(Path file, String content) throws IOException {
        Path begun = file.resolveSibling(file.getFileName() + ".begun");
        Files.deleteIfExists(begun);
        Files.createFile(begun, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(begun, content);
        Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A key for tokens and ciphertexts, made at the first start: 32 bytes, Base64. */
    private String key() {
        Path file = Folders.create(root.resolve("keys")).resolve("landfall.key");
        try {
            if (!Files.exists(file)) {
                byte[] key = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(key);
                writePrivately(file, Base64.getEncoder().encodeToString(key));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
