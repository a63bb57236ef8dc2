terraform {
  required_version = ">= 1.9.0"
  required_providers {
    databricks = {
      source  = "databricks/databricks"
      version = ">= 1.99.0, < 2.0.0"
    }
  }
}

locals {
  name           = "${var.application}-${var.environment}"
  landing_schema = "${var.schema}_landing"
  volumes        = "/Volumes/${local.catalog}/${local.bronze_schema}"
  jar_hash       = substr(filesha256(var.bronze_jar), 0, 12)
  config_hash    = substr(filesha256(var.config_file), 0, 12)
  tags           = merge({ application = var.application, environment = var.environment }, var.tags, { landfall = local.name })
}
