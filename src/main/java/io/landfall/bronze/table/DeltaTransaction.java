package io.landfall.bronze.table;

import java.util.Map;

/**
 * Names a write so that Delta skips it when it is repeated.
 *
 * @param application who writes; must be new with each new checkpoint, or new batches would be taken for old ones
 * @param version rises with each write
 */
public record DeltaTransaction(String application, long version) {
    public Map<String, String> options() {
        return Map.of("txnAppId", application, "txnVersion", Long.toString(version));
    }
}
