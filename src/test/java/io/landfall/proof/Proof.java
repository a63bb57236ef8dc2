package io.landfall.proof;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test that takes too long for each build, with the promise that it proves. {@code mvn -B verify} leaves it out and says so;
 * {@code mvn -B verify -Pproof} runs these tests and no others.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag(Proof.TAG)
public @interface Proof {
    String TAG = "proof";

    /** The promise, as a sentence without its full stop. */
    String value();
}
