package io.landfall.bronze.audit;

import java.util.Map;

/**
 * What the audit log says of a job: which program it is, and what it does for each table.
 *
 * @param program its name
 * @param byTable text for people, by the table's name
 */
public record JobSettings(String program, Map<String, String> byTable) {}
