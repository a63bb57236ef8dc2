# One job per cadence, a task per table. Each table has a checkpoint of its own, or is one itself, so tasks share nothing; two
# runs of one job would share all, hence max_concurrent_runs = 1. Two jobs more keep house and the ledger, table after table.
locals {
  serverless   = var.compute.mode == "serverless"
  destinations = [for d in databricks_notification_destination.this : d.id]
  segments     = "/Volumes/${local.catalog}/${databricks_schema.landing.name}"
  common = [
    # Serverless compute has no place for the bronze job's stream: there it lists what has landed.
    "--config", databricks_file.config.path, "--env", var.environment, "--source", local.serverless ? "listing" : "auto-loader",
    "--landing-root", local.segments, "--job-id", "{{job.id}}",
  ]

  jobs = merge(
    {
      for key, job in var.jobs : key => {
        name        = "ingest-${key}"
        description = "Ingests ${join(", ", job.tables)}"
        kind        = job.kind
        cron        = job.cron
        watched     = job.kind == "on_arrival" ? job.tables : []
        program     = "io.landfall.bronze.BronzeJob"
        tasks = {
          for table in job.tables : table => concat(
            local.common,
            ["--table", table, "--trigger", job.kind == "continuous" && !local.serverless ? "continuous" : "available-now"],
            local.serverless ? [] : ["--checkpoints", "${local.volumes}/${databricks_volume.own["checkpoints"].name}"],
          )
        }
      }
    },
    {
      for at in var.maintenance_at[*] : "maintenance" => {
        name        = "maintenance"
        description = "Notes what landed, deletes rows by retention, removes files that are not needed any more"
        kind        = "scheduled"
        cron        = "0 ${tonumber(split(":", at)[1])} ${tonumber(split(":", at)[0])} * * ?"
        watched     = []
        program     = "io.landfall.bronze.MaintenanceJob"
        tasks       = { maintenance = local.common }
      }
    },
    {
      for minutes in var.ledger_minutes[*] : "ledger" => {
        name        = "ledger"
        description = "Notes what landed, and how much of it is ingested"
        kind        = "scheduled"
        cron        = minutes < 60 ? "0 0/${minutes} * * * ?" : minutes < 1440 ? "0 0 0/${minutes / 60} * * ?" : "0 0 0 * * ?"
        watched     = []
        program     = "io.landfall.bronze.MaintenanceJob"
        tasks       = { ledger = concat(local.common, ["--ledger"]) }
      }
    },
  )
}

resource "databricks_job" "bronze" {
  for_each            = local.jobs
  name                = "${local.name}-${each.value.name}"
  description         = each.value.description
  edit_mode           = "UI_LOCKED"
  max_concurrent_runs = 1
  timeout_seconds     = each.value.kind == "continuous" ? 0 : var.timeout_minutes * 60
  tags                = local.tags
  budget_policy_id    = local.serverless ? var.budget_policy_id : null
  depends_on          = [databricks_grant.catalog, databricks_grant.bronze, databricks_grant.landing, databricks_grant.segments, databricks_grant.own]

  run_as {
    service_principal_name = var.ingest_principal
  }

  # A run that comes while another is at work is skipped: that other one, or the next, reads its files.
  queue {
    enabled = false
  }

  dynamic "continuous" {
    for_each = each.value.kind == "continuous" ? [1] : []
    content {
      pause_status    = var.paused ? "PAUSED" : "UNPAUSED"
      task_retry_mode = "ON_FAILURE"
    }
  }

  dynamic "schedule" {
    for_each = each.value.kind == "scheduled" ? [each.value.cron] : []
    content {
      quartz_cron_expression = schedule.value
      timezone_id            = "UTC"
      pause_status           = var.paused ? "PAUSED" : "UNPAUSED"
    }
  }

  dynamic "trigger" {
    for_each = each.value.watched
    content {
      pause_status = var.paused ? "PAUSED" : "UNPAUSED"
      file_arrival {
        # The volume, for that is what the ingest principal may read.
        url                               = "${local.segments}/${databricks_volume.landing[trigger.value].name}/"
        min_time_between_triggers_seconds = var.arrival_seconds
      }
    }
  }

  health {
    dynamic "rules" {
      for_each = each.value.kind == "continuous" ? [] : [1]
      content {
        metric = "RUN_DURATION_SECONDS"
        op     = "GREATER_THAN"
        value  = var.slow_minutes * 60
      }
    }
    dynamic "rules" {
      for_each = each.value.kind == "continuous" ? [1] : []
      content {
        metric = "STREAMING_BACKLOG_FILES"
        op     = "GREATER_THAN"
        value  = var.backlog_files
      }
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
      dynamic "on_streaming_backlog_exceeded" {
        for_each = local.destinations
        content {
          id = on_streaming_backlog_exceeded.value
        }
      }
    }
  }

  notification_settings {
    no_alert_for_skipped_runs = true
  }

  dynamic "job_cluster" {
    for_each = local.serverless ? [] : [1]
    content {
      job_cluster_key = "ingest"
      new_cluster {
        spark_version      = var.compute.spark_version
        node_type_id       = var.compute.node_type_id
        num_workers        = var.compute.workers
        data_security_mode = "SINGLE_USER"
        single_user_name   = var.ingest_principal
        custom_tags        = local.tags
        spark_conf         = var.compute.spark_conf
        aws_attributes {
          availability    = var.compute.spot ? "SPOT_WITH_FALLBACK" : "ON_DEMAND"
          first_on_demand = 1
          zone_id         = "auto"
        }
      }
    }
  }

  dynamic "environment" {
    for_each = local.serverless ? [1] : []
    content {
      environment_key = "ingest"
      spec {
        environment_version = "4"
        java_dependencies   = [databricks_file.jar.path]
      }
    }
  }

  # Sorted by name, so that a new table does not look like a change of all.
  dynamic "task" {
    for_each = each.value.tasks
    content {
      task_key        = task.key
      job_cluster_key = local.serverless ? null : "ingest"
      environment_key = local.serverless ? "ingest" : null

      # A new column ends Auto Loader's stream once, and the next try reads it. Continuous jobs take no number of retries.
      max_retries               = each.value.kind == "continuous" ? null : 3
      min_retry_interval_millis = each.value.kind == "continuous" ? null : 60000
      retry_on_timeout          = each.value.kind == "continuous" ? null : false
      timeout_seconds           = each.value.kind == "continuous" ? null : var.timeout_minutes * 60

      spark_jar_task {
        main_class_name = each.value.program
        parameters      = task.value
      }

      dynamic "library" {
        for_each = local.serverless ? [] : [databricks_file.jar.path]
        content {
          jar = library.value
        }
      }
    }
  }
}
