/**
 * The landing protocol, simulated: the production classes of {@code landing} and {@code dedupe} run against a Kafka, an
 * object store and a clock that a seed makes misbehave. A seed decides everything, so each run can be had again.
 * {@code topology-docs/landing-protocol.md} says what is covered and how to run more.
 */
package io.landfall.simulation;
