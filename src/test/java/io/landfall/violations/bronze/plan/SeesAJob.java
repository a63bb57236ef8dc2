package io.landfall.violations.bronze.plan;

record SeesAJob(io.landfall.violations.bronze.BronzeJob job, org.apache.spark.sql.SparkSession spark) {}
