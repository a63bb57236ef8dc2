# Protected columns say so by a governed tag, and one policy for the whole catalog decides who sees them as they landed.
locals {
  tag = "landfall_protection"
  # Columns that are dropped before they land, or lie in a nested record, have no column to tag.
  protected = merge([
    for table, t in var.tables : {
      for field, rule in t.protected : "${table}.${field}" => rule if rule != "drop" && !strcontains(field, ".")
    }
  ]...)
}

resource "databricks_tag_policy" "protection" {
  count       = var.create_tag_policy ? 1 : 0
  tag_key     = local.tag
  description = "How Landfall protected a column before it landed"
  values      = [for rule in ["encrypt", "encrypt_email", "hash", "mask", "redact", "tokenize"] : { name = rule }]
}

resource "databricks_entity_tag_assignment" "protected" {
  for_each    = var.tables_exist ? local.protected : {}
  depends_on  = [databricks_tag_policy.protection]
  entity_type = "columns"
  entity_name = "${local.bronze}.${each.key}"
  tag_key     = local.tag
  tag_value   = each.value
}

resource "databricks_policy_info" "mask" {
  count                 = var.mask_function == null ? 0 : 1
  depends_on            = [databricks_tag_policy.protection]
  name                  = "${local.name}-mask"
  comment               = "Hides what protection leaves readable in part"
  on_securable_type     = "CATALOG"
  on_securable_fullname = local.catalog
  policy_type           = "POLICY_TYPE_COLUMN_MASK"
  for_securable_type    = "TABLE"
  to_principals         = ["account users"]
  except_principals     = concat([var.ingest_principal], var.unmasked)
  match_columns = [{
    condition = join(" OR ", [for rule in var.masked_rules : "hasTagValue('${local.tag}', '${rule}')"])
    alias     = "protected"
  }]
  column_mask = {
    function_name = var.mask_function
    on_column     = "protected"
  }
}
