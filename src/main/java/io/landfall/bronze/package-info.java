/**
 * The bronze job: ingests segments into Delta tables with Spark Structured Streaming, on Databricks through Auto Loader
 * and elsewhere through a file stream. Uses the JDK, Spark, Delta and the Hadoop classes that Spark brings, SLF4J, for the command line picocli, and of
 * ours {@code config}, {@code landing.segment}, {@code record.MetadataColumns} and {@code audit}. Nobody
 * imports it. The programs are here; each room below says what it is for, and which ones it builds on is a rule.
 */
@NullMarked
package io.landfall.bronze;

import org.jspecify.annotations.NullMarked;
