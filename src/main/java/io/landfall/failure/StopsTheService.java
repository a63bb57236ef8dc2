package io.landfall.failure;

/**
 * Marks an exception after which the service stops: a new stream thread would fail in the same way. All others end a thread, which
 * is replaced.
 */
public interface StopsTheService {}
