/**
 * What a job is to do, read from {@code landfall.yaml} and the command line: values only, and no Spark.
 */
@NullMarked
package io.landfall.bronze.plan;

import org.jspecify.annotations.NullMarked;
