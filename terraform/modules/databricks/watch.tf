# Who is told, and by what: notification destinations, alerts over the audit log and the tables, and a dashboard.
resource "databricks_notification_destination" "this" {
  for_each     = toset(nonsensitive(keys(var.destinations)))
  display_name = "${local.name}-${each.key}"
  config {
    dynamic "email" {
      for_each = nonsensitive(var.destinations[each.key].emails != null) ? [1] : []
      content {
        addresses = var.destinations[each.key].emails
      }
    }
    dynamic "slack" {
      for_each = nonsensitive(var.destinations[each.key].slack_url != null) ? [1] : []
      content {
        url = var.destinations[each.key].slack_url
      }
    }
    dynamic "pagerduty" {
      for_each = nonsensitive(var.destinations[each.key].pagerduty_key != null) ? [1] : []
      content {
        integration_key = var.destinations[each.key].pagerduty_key
      }
    }
    dynamic "microsoft_teams" {
      for_each = nonsensitive(var.destinations[each.key].teams_url != null) ? [1] : []
      content {
        url = var.destinations[each.key].teams_url
      }
    }
    dynamic "generic_webhook" {
      for_each = nonsensitive(var.destinations[each.key].webhook_url != null) ? [1] : []
      content {
        url = var.destinations[each.key].webhook_url
      }
    }
  }
}

resource "databricks_sql_endpoint" "this" {
  count                     = var.create_warehouse ? 1 : 0
  name                      = local.name
  cluster_size              = "2X-Small"
  warehouse_type            = "PRO"
  enable_serverless_compute = true
  auto_stop_mins            = 5
  max_num_clusters          = 1
  tags {
    dynamic "custom_tags" {
      for_each = local.tags
      content {
        key   = custom_tags.key
        value = custom_tags.value
      }
    }
  }
}

locals {
  warehouse = var.create_warehouse ? databricks_sql_endpoint.this[0].id : var.warehouse_id
  # Queries of tables that do not exist fail, so nothing watches before the first run.
  watch      = length(local.existing) > 0 && (var.create_warehouse || var.warehouse_id != null)
  audit_rows = "`${local.catalog}`.`${local.bronze_schema}`.${local.audit_log}"
  continuous = sort(flatten([for job in var.jobs : setintersection(job.tables, local.existing) if job.kind == "continuous"]))

  alerts = { for key, alert in local.all_alerts : key => alert if local.watch && (key != "stale" || length(local.continuous) > 0) }
  all_alerts = {
    failed_batches = {
      text      = "More than 5 % of the batches of the last hour failed"
      column    = "percent"
      above     = 5
      on_empty  = "OK"
      query     = "SELECT 100.0 * count_if(status = 'FAILED') / greatest(count(*), 1) AS percent FROM ${local.audit_rows} WHERE operation_type = 'INGEST' AND start_timestamp > now() - INTERVAL 1 HOUR"
      every_min = 15
    }
    low_quality = {
      text     = "The average score of a table's rows of the last day is below 85"
      column   = "missing"
      above    = 15
      on_empty = "OK"
      query = "SELECT max(missing) AS missing FROM (${join(" UNION ALL ", [
        for table in local.existing :
        "SELECT coalesce(100 - avg(data_quality_score), 0) AS missing FROM `${local.catalog}`.`${local.bronze_schema}`.`${table}` WHERE load_timestamp > now() - INTERVAL 1 DAY"
      ])})"
      every_min = 60
    }
    stale = {
      text     = "A table that is ingested all the time got nothing for an hour"
      column   = "minutes"
      above    = 60
      on_empty = "TRIGGERED"
      query = "SELECT max(minutes) AS minutes FROM (${join(" UNION ALL ", [
        for table in local.continuous :
        "SELECT coalesce(timestampdiff(MINUTE, max(end_timestamp), now()), 1000000) AS minutes FROM ${local.audit_rows} WHERE operation_type = 'INGEST' AND status = 'SUCCESS' AND table_name = '${local.catalog}.${local.bronze_schema}.${table}'"
      ])})"
      every_min = 15
    }
  }
}

resource "databricks_alert_v2" "this" {
  for_each           = local.alerts
  display_name       = "${local.name}-${each.key}"
  custom_summary     = each.value.text
  warehouse_id       = local.warehouse
  query_text         = each.value.query
  custom_description = "Made by Landfall's Terraform"
  evaluation = {
    source              = { name = each.value.column, aggregation = "MAX" }
    comparison_operator = "GREATER_THAN"
    threshold           = { value = { double_value = each.value.above } }
    empty_result_state  = each.value.on_empty
    notification = {
      notify_on_ok      = true
      retrigger_seconds = 3600
      subscriptions     = [for id in local.destinations : { destination_id = id }]
    }
  }
  schedule = {
    quartz_cron_schedule = each.value.every_min == 60 ? "0 0 * * * ?" : "0 0/${each.value.every_min} * * * ?"
    timezone_id          = "UTC"
    pause_status         = var.paused ? "PAUSED" : "UNPAUSED"
  }
}

locals {
  dashboard = {
    datasets = [{
      name        = "batches"
      displayName = "Batches"
      queryLines  = ["SELECT table_name, date_trunc('HOUR', start_timestamp) AS hour, count(*) AS batches, count_if(status = 'FAILED') AS failed, sum(records_affected) AS records, max(end_timestamp) AS latest FROM ${local.audit_rows} WHERE start_timestamp > now() - INTERVAL 7 DAY GROUP BY ALL ORDER BY hour DESC"]
    }]
    pages = [{
      name        = "ingest"
      displayName = "Ingest"
      pageType    = "PAGE_TYPE_CANVAS"
      layout = [{
        position = { x = 0, y = 0, width = 6, height = 12 }
        widget = {
          name = "batches"
          queries = [{
            name = "main_query"
            query = {
              datasetName   = "batches"
              disaggregated = true
              fields        = [for f in ["hour", "table_name", "batches", "failed", "records", "latest"] : { name = f, expression = "`${f}`" }]
            }
          }]
          spec = {
            version    = 1
            widgetType = "table"
            frame      = { showTitle = true, title = "Batches by table and hour" }
            encodings  = { columns = [for f in ["hour", "table_name", "batches", "failed", "records", "latest"] : { fieldName = f, displayName = replace(f, "_", " ") }] }
          }
        }
      }]
    }]
  }
}

# Without embedded credentials: everybody sees what their own rights allow.
resource "databricks_dashboard" "this" {
  count                = local.watch ? 1 : 0
  display_name         = local.name
  parent_path          = var.dashboard_folder
  warehouse_id         = local.warehouse
  embed_credentials    = false
  serialized_dashboard = jsonencode(local.dashboard)
}
