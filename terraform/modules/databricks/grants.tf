# databricks_grant, not databricks_grants: the latter takes away what others granted.
locals {
  bronze = "${local.catalog}.${local.bronze_schema}"

  # What each principal may do, by securable.
  catalog_grants = { for p in concat([var.ingest_principal], var.readers, var.auditors) : p => ["USE_CATALOG"] }
  bronze_grants = merge(
    { for p in concat(var.auditors, var.readers) : p => ["USE_SCHEMA"] },
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

# Table by table, and after the mask: a right to the whole schema would show a new table before its columns are masked.
locals {
  audit_log    = "bz_audit_log"
  ledger       = "bz_landing_ledger"
  has_ledger   = var.maintenance_at != null || var.ledger_minutes != null
  journals     = concat([local.audit_log], local.has_ledger ? [local.ledger] : [])
  table_reads  = concat(setproduct(local.existing, var.readers), setproduct(var.tables_exist ? local.journals : [], concat(var.readers, var.auditors)))
  table_grants = { for read in local.table_reads : join("/", read) => { table = read[0], principal = read[1] } }
}

resource "databricks_grant" "table" {
  for_each   = local.table_grants
  depends_on = [databricks_policy_info.mask, databricks_entity_tag_assignment.protected]
  table      = "${local.bronze}.${each.value.table}"
  principal  = each.value.principal
  privileges = ["SELECT"]
}

resource "databricks_permissions" "job" {
  for_each = length(var.operators) > 0 ? databricks_job.bronze : {}
  job_id   = each.value.id
  dynamic "access_control" {
    for_each = toset(var.operators)
    content {
      group_name       = access_control.value
      permission_level = "CAN_MANAGE_RUN"
    }
  }
}

# A panel or a query of theirs needs a warehouse, and that which is made here belongs to who applies. One that is there already
# has its own permissions, which this would replace.
locals {
  warehouse_users = var.create_warehouse ? toset(concat(var.readers, var.auditors, var.operators)) : toset([])
}

resource "databricks_permissions" "warehouse" {
  count           = length(local.warehouse_users) > 0 ? 1 : 0
  sql_endpoint_id = databricks_sql_endpoint.this[0].id
  dynamic "access_control" {
    for_each = local.warehouse_users
    content {
      group_name       = access_control.value
      permission_level = "CAN_USE"
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
