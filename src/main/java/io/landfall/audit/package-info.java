/**
 * The audit log's contract: its columns, and what an entry says. Plain values; whoever writes the log brings the means.
 * Never holds the content of a record. Imports no other package of ours.
 */
@NullMarked
package io.landfall.audit;

import org.jspecify.annotations.NullMarked;
