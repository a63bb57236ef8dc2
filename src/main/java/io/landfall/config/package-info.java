/**
 * {@code landfall.yaml} as records that cannot be invalid, and the loader that reports every problem at once with file,
 * line and key path. Imports no other package of ours; holds references to secrets, never secrets.
 */
package io.landfall.config;
