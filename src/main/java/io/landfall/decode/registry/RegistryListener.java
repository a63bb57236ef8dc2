package io.landfall.decode.registry;

/** Hears about outages of the registry, so that health can say so. Called by the threads that wait. */
public interface RegistryListener {
    /** An attempt failed: the pipeline waits. Called after each failed attempt. */
    void unavailable(String problem);

    /** It answers again. */
    void available();
}
