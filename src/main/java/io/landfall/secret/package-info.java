/**
 * Turns references such as {@code ${env:NAME}} into secrets that never print. Uses {@code config} for the form of
 * references, the Databricks SDK and the AWS SDK's credentials and signer to ask for values.
 */
package io.landfall.secret;
