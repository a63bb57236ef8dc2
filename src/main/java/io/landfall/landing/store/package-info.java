/**
 * The object store that segments land in: create-only writes, reads and listings, on S3 or in a local folder. Imports no
 * other package of ours, and is the only room of landing that uses the AWS SDK.
 */
@NullMarked
package io.landfall.landing.store;

import org.jspecify.annotations.NullMarked;
