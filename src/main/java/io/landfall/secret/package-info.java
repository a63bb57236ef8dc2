/**
 * Turns references such as {@code ${env:NAME}} into secrets that never print. Uses {@code config} for the form of
 * references, and the SDKs of Databricks and AWS to ask for values.
 */
@NullMarked
package io.landfall.secret;

import org.jspecify.annotations.NullMarked;
