package io.landfall.doctor.landing;

import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import io.landfall.landing.store.ObjectStore;
import io.landfall.landing.store.ObjectStore.CreateResult;
import io.landfall.landing.store.S3Bucket.Encryption;
import io.landfall.landing.store.S3Failure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes a small object, in all the ways that matter, and removes it. */
final class Probe {
    private static final byte[] BYTES = "landfall".getBytes(StandardCharsets.US_ASCII);
    private static final List<ByteBuffer> CONTENT =
            List.of(ByteBuffer.wrap(BYTES).asReadOnlyBuffer());

    private final Supplier<Area> area;
    private final Supplier<Optional<String>> kmsKey;
    private final String path;

    Probe(Supplier<Area> area, Supplier<Optional<String>> kmsKey, String path) {
        this.area = area;
        this.kmsKey = kmsKey;
        this.path = path;
    }

    DoctorCheck check() {
        return new DoctorCheck(
                CheckName.WRITE,
                () -> LandingChecks.guarded(CheckName.WRITE, () -> look(area.get())),
                "there may be an object " + path + " below landing.root now, which may be removed");
    }

    private List<CheckResult> look(Area there) {
        ObjectStore store = there.store();
        List<CheckResult> findings = new ArrayList<>();
        CreateResult written = store.create(path, CONTENT, Map.of());
        if (!(written instanceof CreateResult.Created)) {
            findings.add(notWritten(written));
            return findings;
        }
        findings.add(CheckResult.ok(CheckName.WRITE, "", place(there)));
        try {
            findings.add(step(CheckName.CREATE_ONLY, () -> createOnly(store)));
            findings.add(step(CheckName.READ_BACK, () -> readBack(store)));
            findings.add(step(CheckName.ENCRYPTION, () -> encryption(there)));
        } finally {
            findings.add(removed(there));
        }
        return findings;
    }

    private String place(Area there) {
        return there.store().location() + "/" + path;
    }

    private static CheckResult notWritten(CreateResult result) {
        return result instanceof CreateResult.Unknown unknown
                ? LandingChecks.finding(CheckName.WRITE, unknown.cause())
                : CheckResult.of(CheckName.WRITE, Fault.UNEXPECTED, "", "a name of its own is taken");
    }

    private static CheckResult step(CheckName name, Supplier<CheckResult> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            return LandingChecks.finding(name, e);
        }
    }

    private CheckResult createOnly(ObjectStore store) {
        List<CreateResult> second = List.of(store.create(path, CONTENT, Map.of()), inParts(store));
        for (CreateResult result : second) {
            if (result instanceof CreateResult.Unknown unknown) {
                return LandingChecks.finding(CheckName.CREATE_ONLY, unknown.cause());
            }
            if (!(result instanceof CreateResult.Exists)) {
                return CheckResult.of(
                        CheckName.CREATE_ONLY,
                        Fault.NOT_CREATE_ONLY,
                        "",
                        result == second.get(0) ? "PutObject" : "CompleteMultipartUpload");
            }
        }
        return CheckResult.ok(CheckName.CREATE_ONLY, "", "a second write is refused, at once and in parts");
    }

    private CreateResult inParts(ObjectStore store) {
        ObjectStore.PartedWrite write = store.begin(path, Map.of());
        try {
            return write.complete(CONTENT);
        } finally {
            write.abort();
        }
    }

    private CheckResult readBack(ObjectStore store) {
        return Arrays.equals(store.read(path, 0, BYTES.length), BYTES)
                ? CheckResult.ok(CheckName.READ_BACK, "", BYTES.length + " bytes, as written")
                : CheckResult.of(CheckName.READ_BACK, Fault.READ_DIFFERS, "", "");
    }

    private CheckResult encryption(Area there) {
        if (there.bucket().isEmpty()) {
            return CheckResult.skipped(CheckName.ENCRYPTION, "the landing area is a folder");
        }
        Encryption encryption = there.bucket().get().encryption(path);
        String algorithm = encryption.algorithm().orElse("no encryption that the server tells of");
        if (kmsKey.get().isPresent() && !algorithm.startsWith("aws:kms")) {
            return CheckResult.of(CheckName.ENCRYPTION, Fault.OTHER_KEY, "", algorithm);
        }
        return encryption.algorithm().isPresent()
                ? CheckResult.ok(
                        CheckName.ENCRYPTION,
                        "",
                        algorithm + encryption.key().map(key -> ", key " + key).orElse(""))
                : CheckResult.of(CheckName.ENCRYPTION, Fault.NOT_ENCRYPTED, "", "");
    }

    private CheckResult removed(Area there) {
        try {
            there.removal().accept(path);
            return CheckResult.ok(CheckName.CLEAN_UP, "", "removed");
        } catch (RuntimeException e) {
            String why = S3Failure.of(e)
                    .map(failure -> " (" + failure.detail() + ")")
                    .orElse("");
            return CheckResult.of(CheckName.CLEAN_UP, Fault.PROBE_LEFT, "", place(there) + why);
        }
    }
}
