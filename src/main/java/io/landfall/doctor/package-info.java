/**
 * Whether everything that Landfall depends on is as it has to be: checks, their runner, and its report. What a check asks
 * lives where its library may be used: in the packages below, in {@code databricks.checkup}, and in {@code cli} for the
 * configuration. This package imports no other package of ours.
 */
@NullMarked
package io.landfall.doctor;

import org.jspecify.annotations.NullMarked;
