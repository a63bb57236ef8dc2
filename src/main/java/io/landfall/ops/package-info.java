/**
 * What people who run the service see of it: metrics, health, the HTTP endpoint, log formats. The one owner of Micrometer:
 * the packages that emit define small listeners, and this one adapts them. Sees no record.
 */
@NullMarked
package io.landfall.ops;

import org.jspecify.annotations.NullMarked;
