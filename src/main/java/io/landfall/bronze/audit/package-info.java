/**
 * Who did what, and when: entries of the audit log, and the start and the stop of a job.
 */
@NullMarked
package io.landfall.bronze.audit;

import org.jspecify.annotations.NullMarked;
