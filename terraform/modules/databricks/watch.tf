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
  watch       = length(local.existing) > 0 && (var.create_warehouse || var.warehouse_id != null)
  audit_rows  = "`${local.catalog}`.`${local.bronze_schema}`.${local.audit_log}"
  ledger_rows = "`${local.catalog}`.`${local.bronze_schema}`.${local.ledger}"
  continuous  = sort(flatten([for job in var.jobs : setintersection(job.tables, local.existing) if job.kind == "continuous"]))

  # Minutes that a segment of a table may wait. The ledger knows only of what was ingested when it was last looked at, so until
  # then a segment that is not counted yet is nobody's failure.
  allowed = merge([
    for job in var.jobs : {
      for table in setintersection(job.tables, local.existing) :
      table => max(var.waiting_minutes, job.kind == "scheduled" ? ceil(2 * 1440 / coalesce(job.runs_a_day, 1)) : 0) + coalesce(var.ledger_minutes, 1440)
    }
  ]...)

  alerts = {
    for key, alert in local.all_alerts :
    key => alert if local.watch && (alert.about == "continuous" ? length(local.continuous) > 0 : alert.about == "ledger" ? local.has_ledger : true)
  }
  all_alerts = {
    failed_batches = {
      about     = "all"
      text      = "More than 5 % of the batches of the last hour failed"
      column    = "percent"
      above     = 5
      on_empty  = "OK"
      query     = "SELECT 100.0 * count_if(status = 'FAILED') / greatest(count(*), 1) AS percent FROM ${local.audit_rows} WHERE operation_type = 'INGEST' AND operation_details['batch_id'] IS NOT NULL AND start_timestamp > now() - INTERVAL 1 HOUR"
      every_min = 15
    }
    low_quality = {
      about    = "all"
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
      about    = "continuous"
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
    late = {
      about     = "continuous"
      text      = "Rows of a table that is ingested all the time waited for more than ${var.waiting_minutes} minutes after they had landed"
      column    = "minutes"
      above     = var.waiting_minutes
      on_empty  = "OK"
      query     = "SELECT coalesce(max(CAST(operation_details['landed_to_load_ms'] AS BIGINT)), 0) / 60000 AS minutes FROM ${local.audit_rows} WHERE operation_type = 'INGEST' AND status = 'SUCCESS' AND end_timestamp > now() - INTERVAL 1 HOUR AND table_name IN (${join(", ", [for table in local.continuous : "'${local.catalog}.${local.bronze_schema}.${table}'"])})"
      every_min = 15
    }
    waiting = {
      about     = "ledger"
      text      = "Segments have landed and are not ingested, for longer than their table's rhythm explains"
      column    = "segments"
      above     = 0
      on_empty  = "OK"
      query     = "SELECT count(*) AS segments FROM ${local.ledger_rows} AS landed JOIN (VALUES ${join(", ", [for table, minutes in local.allowed : "('${local.catalog}.${local.bronze_schema}.${table}', ${minutes})"])}) AS allowed(name, minutes) ON landed.table_name = allowed.name WHERE landed.rows_ingested < landed.rows_landed AND timestampdiff(MINUTE, landed.landed_at, now()) > allowed.minutes"
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

# What the dashboard shows: a table or a line per bronze table, over the columns of a query.
locals {
  panels = merge(
    {
      batches = {
        title   = "Batches by table and hour"
        query   = "SELECT table_name, date_trunc('HOUR', start_timestamp) AS hour, count(*) AS batches, count_if(status = 'FAILED') AS failed, sum(records_affected) AS records, max(end_timestamp) AS latest FROM ${local.audit_rows} WHERE operation_type = 'INGEST' AND operation_details['batch_id'] IS NOT NULL AND start_timestamp > now() - INTERVAL 7 DAY GROUP BY ALL ORDER BY hour DESC"
        columns = ["hour", "table_name", "batches", "failed", "records", "latest"]
        lines   = []
      }
      freshness = {
        title   = "Freshness"
        query   = "SELECT table_name, date_trunc('HOUR', end_timestamp) AS hour, max(CAST(operation_details['source_to_load_ms'] AS BIGINT)) / 60000 AS from_source, max(CAST(operation_details['landed_to_load_ms'] AS BIGINT)) / 60000 AS from_landing FROM ${local.audit_rows} WHERE operation_type = 'INGEST' AND status = 'SUCCESS' AND end_timestamp > now() - INTERVAL 7 DAY GROUP BY ALL ORDER BY hour"
        columns = []
        lines   = [{ y = "from_source", title = "Minutes from Kafka's timestamp to bronze, the worst of each hour" }, { y = "from_landing", title = "Minutes from landing to bronze, the worst of each hour" }]
      }
    },
    local.has_ledger ? {
      waiting = {
        title   = "Landed, not ingested"
        query   = "SELECT table_name, count(*) AS segments, sum(rows_landed - rows_ingested) AS rows, min(landed_at) AS oldest FROM ${local.ledger_rows} WHERE rows_ingested < rows_landed GROUP BY table_name ORDER BY oldest"
        columns = ["table_name", "segments", "rows", "oldest"]
        lines   = []
      }
    } : {},
  )
  widgets = concat(
    [
      for name, panel in local.panels : {
        name  = name
        data  = name
        shown = panel.columns
        spec = {
          version    = 1
          widgetType = "table"
          frame      = { showTitle = true, title = panel.title }
          encodings  = { columns = [for column in panel.columns : { fieldName = column, displayName = replace(column, "_", " ") }] }
        }
      } if length(panel.columns) > 0
    ],
    flatten([
      for name, panel in local.panels : [
        for line in panel.lines : {
          name  = line.y
          data  = name
          shown = ["hour", line.y, "table_name"]
          spec = {
            version    = 3
            widgetType = "line"
            frame      = { showTitle = true, title = line.title }
            encodings = {
              x     = { fieldName = "hour", displayName = "hour", scale = { type = "temporal" } }
              y     = { fieldName = line.y, displayName = "minutes", scale = { type = "quantitative" } }
              color = { fieldName = "table_name", displayName = "table", scale = { type = "categorical" } }
            }
          }
        }
      ]
    ]),
  )
  dashboard = {
    datasets = [for name, panel in local.panels : { name = name, displayName = panel.title, queryLines = [panel.query] }]
    pages = [{
      name        = "ingest"
      displayName = "Ingest"
      pageType    = "PAGE_TYPE_CANVAS"
      layout = [
        for i, widget in local.widgets : {
          position = { x = 0, y = 8 * i, width = 6, height = 8 }
          widget = {
            name = widget.name
            queries = [{
              name = "main_query"
              query = {
                datasetName   = widget.data
                disaggregated = true
                fields        = [for column in widget.shown : { name = column, expression = "`${column}`" }]
              }
            }]
            spec = widget.spec
          }
        }
      ]
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
