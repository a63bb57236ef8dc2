package io.landfall.proof;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A class of tests that each build runs though it may take longer than others. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Slow {
    /** How many seconds it may take. */
    int seconds();

    /** Why it can be neither shorter nor a proof. */
    String why();
}
