# databricks_grant, not databricks_grants: the latter takes away what others granted.
locals {
  bronze = "${local.catalog}.${local.bronze_schema}"

  # What each principal may do, by securable.
  catalog_grants = { for p in concat([var.ingest_principal], var.readers, var.auditors) : p => ["USE_CATALOG"] }
  bronze_grants = merge(
    { for p in var.auditors : p => ["USE_SCHEMA"] },
    { for p in var.readers : p => ["USE_SCHEMA", "SELECT"] },
    { (var.ingest_principal) = ["USE_SCHEMA", "CREATE_TABLE", "SELECT", "MODIFY"] },
  )
  own_volumes = {
    checkpoints = ["READ_VOLUME", "WRITE_VOLUME"]
    jars        = ["READ_VOLUME"]
    config      = ["READ_VOLUME"]
  }
}

resource "databricks_grant" "catalog" {
  for_each   = local.catalog_grants
  catalog    = local.catalog
  principal  = each.key
  privileges = each.value
}

resource "databricks_grant" "bronze" {
  for_each   = local.bronze_grants
  schema     = local.bronze
  principal  = each.key
  privileges = each.value
}

resource "databricks_grant" "landing" {
  schema     = "${local.catalog}.${databricks_schema.landing.name}"
  principal  = var.ingest_principal
  privileges = ["USE_SCHEMA"]
}

resource "databricks_grant" "segments" {
  for_each   = databricks_volume.landing
  volume     = "${local.catalog}.${databricks_schema.landing.name}.${each.value.name}"
  principal  = var.ingest_principal
  privileges = ["READ_VOLUME"]
}

resource "databricks_grant" "own" {
  for_each   = local.own_volumes
  volume     = "${local.bronze}.${databricks_volume.own[each.key].name}"
  principal  = var.ingest_principal
  privileges = each.value
}

# Only the audit log, which the first run of the bronze job makes.
resource "databricks_grant" "audit" {
  for_each   = var.tables_exist ? toset(var.auditors) : toset([])
  table      = "${local.bronze}.bz_audit_log"
  principal  = each.key
  privileges = ["SELECT"]
}

resource "databricks_permissions" "job" {
  for_each = length(var.operators) > 0 ? databricks_job.ingest : {}
  job_id   = each.value.id
  dynamic "access_control" {
    for_each = toset(var.operators)
    content {
      group_name       = access_control.value
      permission_level = "CAN_MANAGE_RUN"
    }
  }
}

# For ${databricks:scope/key} references. The values are put there by hand or by your secret store: what Terraform writes
# stands in its state.
resource "databricks_secret_scope" "this" {
  name = local.name
}

resource "databricks_secret_acl" "readers" {
  for_each   = toset(var.secret_readers)
  scope      = databricks_secret_scope.this.name
  principal  = each.key
  permission = "READ"
}
