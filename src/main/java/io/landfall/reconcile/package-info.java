/**
 * {@code landfall reconcile}: compares, without writing anything, what Kafka has, what the group committed, the chains of
 * segments, and what bronze holds of them. Sees {@code config}, {@code landing.segment}, of {@code landing} what reads, and
 * {@code kafka} and {@code delta}, to ask. What it checks and what follows from each finding stands in
 * {@code topology-docs/reconcile.md}.
 */
@NullMarked
package io.landfall.reconcile;

import org.jspecify.annotations.NullMarked;
