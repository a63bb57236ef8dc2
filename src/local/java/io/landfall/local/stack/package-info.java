/**
 * Real servers on loopback, each a process of its own, for the demo and for integration tests: a Kafka broker, a schema
 * registry, an S3 server, and Spark. They keep their state in one folder and continue from it. Knows nothing of the
 * pipeline; not in the production jar.
 */
package io.landfall.local.stack;
