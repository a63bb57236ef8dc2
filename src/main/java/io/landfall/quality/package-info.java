/**
 * Says how good a record is: a score from 0 to 100 and the names of the checks that failed. Sees raw values, reports
 * field and rule names only. Uses {@code config} and {@code record}, no Kafka Streams, AWS, Micrometer or Spark.
 *
 * <p>Five dimensions share 100 points ({@link io.landfall.quality.Dimension}). A dimension gives its points in
 * proportion to the checks that a record passes, and all of them where no check is configured; the sum is rounded.
 *
 * <table>
 *   <caption>Checks</caption>
 *   <tr><th>dimension<th>check<th>issue
 *   <tr><td>schema<td>{@code required}; a record that fails is quarantined<td>-
 *   <tr><td>schema<td>{@code allowed}<td>{@code status:allowed}
 *   <tr><td>anomaly<td>{@code ranges}<td>{@code quantity:range}
 *   <tr><td>pattern<td>{@code patterns}<td>{@code email:pattern(email)}, {@code sku:pattern}
 *   <tr><td>temporal<td>{@code temporal.max_future}<td>{@code order_date:future}
 *   <tr><td>temporal<td>{@code temporal.max_age}<td>{@code order_date:too_old}
 *   <tr><td>temporal<td>{@code temporal.order}<td>{@code shipped_at:before(order_date)}
 *   <tr><td>business rules<td>{@code rules}, each compiled by {@link io.landfall.quality.rule}<td>{@code total_adds_up:rule}
 * </table>
 *
 * <p>Not there yet: anomalies beyond fixed ranges.
 *
 * <p>A missing value passes all checks but {@code required}. Times are compared with the record's Kafka timestamp,
 * never with the clock: a record scores the same whenever it is processed. Deletions score 100.
 */
@NullMarked
package io.landfall.quality;

import org.jspecify.annotations.NullMarked;
