/**
 * Who did what, and when: entries of the audit log, and the start and the stop of a job.
 */
package io.landfall.bronze.audit;
