/**
 * What a value has to look like, said once: the records of {@code config} throw by it, the loader reports by it. Imports no
 * other package of ours.
 */
@NullMarked
package io.landfall.config.form;

import org.jspecify.annotations.NullMarked;
