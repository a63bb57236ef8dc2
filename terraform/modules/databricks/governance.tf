# Protected columns say so by a governed tag, and one policy for the whole catalog decides who sees them as they landed.
locals {
  tag      = "landfall_protection"
  existing = var.tables_exist ? sort(setsubtract(keys(var.tables), var.new_tables)) : []
  # Columns that are dropped before they land, or lie in a nested record, have no column to tag.
  protected = merge([
    for table in local.existing : {
      for field, rule in var.tables[table].protected : "${table}.${field}" => rule if rule != "drop" && !strcontains(field, ".")
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
  for_each    = local.protected
  depends_on  = [databricks_tag_policy.protection]
  entity_type = "columns"
  entity_name = "${local.bronze}.${each.key}"
  tag_key     = local.tag
  tag_value   = each.value
}

# The function that masks. The provider has no resource for functions, so a job of its own makes it, as whoever applies: the
# principals of the other jobs cannot change it. It has nothing to do on any day but the first.
locals {
  own_mask      = var.mask && var.mask_function == null
  mask_function = var.mask_function != null ? var.mask_function : "${local.catalog}.${var.schema}_governance.mask"
}

resource "databricks_schema" "governance" {
  count         = local.own_mask ? 1 : 0
  catalog_name  = local.catalog
  name          = "${var.schema}_governance"
  comment       = "The function that masks columns of ${var.schema}"
  force_destroy = false
}

resource "databricks_query" "mask_function" {
  count        = local.own_mask ? 1 : 0
  display_name = "${local.name}-mask-function"
  warehouse_id = local.warehouse
  query_text   = "CREATE FUNCTION IF NOT EXISTS `${local.catalog}`.`${databricks_schema.governance[0].name}`.mask(value STRING) RETURNS STRING RETURN if(value IS NULL, NULL, '***')"
}

resource "databricks_job" "mask_function" {
  count               = local.own_mask ? 1 : 0
  name                = "${local.name}-mask-function"
  description         = "Makes the function that masks columns, where it is missing"
  edit_mode           = "UI_LOCKED"
  max_concurrent_runs = 1
  timeout_seconds     = var.timeout_minutes * 60
  tags                = local.tags
  schedule {
    quartz_cron_expression = "0 0 1 * * ?"
    timezone_id            = "UTC"
    pause_status           = var.paused ? "PAUSED" : "UNPAUSED"
  }
  task {
    task_key                  = "mask_function"
    max_retries               = 3
    min_retry_interval_millis = 60000
    retry_on_timeout          = false
    timeout_seconds           = var.timeout_minutes * 60
    sql_task {
      warehouse_id = local.warehouse
      query {
        query_id = databricks_query.mask_function[0].id
      }
    }
  }
  health {
    rules {
      metric = "RUN_DURATION_SECONDS"
      op     = "GREATER_THAN"
      value  = var.slow_minutes * 60
    }
  }
  dynamic "webhook_notifications" {
    for_each = nonsensitive(length(var.destinations)) > 0 ? [1] : []
    content {
      dynamic "on_failure" {
        for_each = local.destinations
        content {
          id = on_failure.value
        }
      }
      dynamic "on_duration_warning_threshold_exceeded" {
        for_each = local.destinations
        content {
          id = on_duration_warning_threshold_exceeded.value
        }
      }
    }
  }
  notification_settings {
    no_alert_for_skipped_runs = true
  }
}

resource "databricks_policy_info" "mask" {
  count                 = var.mask && var.tables_exist ? 1 : 0
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
    function_name = local.mask_function
    on_column     = "protected"
  }
}
