# Catalog, schemas and volumes. The tables are the bronze job's: their columns follow the topics' schemas.
resource "databricks_catalog" "this" {
  count                          = var.create_catalog ? 1 : 0
  name                           = var.catalog
  comment                        = "Made by Landfall's Terraform"
  storage_root                   = var.catalog_storage_root
  isolation_mode                 = "ISOLATED"
  enable_predictive_optimization = "ENABLE"
  force_destroy                  = false
}

resource "databricks_schema" "bronze" {
  count         = var.create_schema ? 1 : 0
  catalog_name  = local.catalog
  name          = var.schema
  comment       = "Bronze tables of ${var.application}, and their audit log"
  force_destroy = false
}

# A schema of its own, so that whoever may read bronze does not see volumes of segments.
resource "databricks_schema" "landing" {
  catalog_name  = local.catalog
  name          = local.landing_schema
  comment       = "Landed segments of ${var.application}, a volume per table"
  force_destroy = false
}

locals {
  catalog       = var.create_catalog ? databricks_catalog.this[0].name : var.catalog
  bronze_schema = var.create_schema ? databricks_schema.bronze[0].name : var.schema
}

resource "databricks_volume" "landing" {
  for_each         = var.tables
  depends_on       = [databricks_external_location.landing]
  catalog_name     = local.catalog
  schema_name      = databricks_schema.landing.name
  name             = each.key
  volume_type      = "EXTERNAL"
  storage_location = "${var.landing_root}/${each.key}/"
  comment          = "Segments of ${each.value.topic}"
}

# Outside of the landing area: there each file is taken for a segment.
locals {
  job_volumes = {
    checkpoints = "Checkpoints of the streams; losing one costs a search, not data"
    jars        = "The bronze job's program"
    config      = "landfall.yaml, as the bronze job reads it"
  }
}

resource "databricks_volume" "own" {
  for_each     = local.job_volumes
  catalog_name = local.catalog
  schema_name  = local.bronze_schema
  name         = each.key
  volume_type  = "MANAGED"
  comment      = each.value
}

# The hash in the name: a new jar is a new path, and so the tasks change with it.
resource "databricks_file" "jar" {
  source = var.bronze_jar
  path   = "${local.volumes}/${databricks_volume.own["jars"].name}/landfall-bronze-${local.jar_hash}.jar"
  lifecycle {
    create_before_destroy = true
  }
}

resource "databricks_file" "config" {
  source = var.config_file
  path   = "${local.volumes}/${databricks_volume.own["config"].name}/landfall-${local.config_hash}.yaml"
  lifecycle {
    create_before_destroy = true
  }
}
