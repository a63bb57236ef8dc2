/**
 * What runs on a laptop and never ships: {@code landfall demo}, {@code sql} and {@code bench}, and the servers and records that
 * they and the tests use. Nobody else imports it; it has a source folder of its own and is in no production jar.
 */
package io.landfall.local;
