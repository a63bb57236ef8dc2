mock_provider "databricks" {
  mock_resource "databricks_storage_credential" {
    defaults = { aws_iam_role = { external_id = "ext-1", unity_catalog_iam_arn = "arn:aws:iam::414351767826:role/uc" } }
  }
}

variables {
  application  = "shop"
  environment  = "test"
  landing_root = "s3://acme-landing/landfall"
  catalog      = "test"
  schema       = "shop_bronze"
  config_file  = "../config/tests/files/cadences.yaml"
  bronze_jar   = "tests/files/bronze.jar"
  tables = {
    bz_orders    = { topic = "orders", protected = {} }
    bz_customers = { topic = "customers", protected = { name = "tokenize", name_encrypted = "encrypt", email = "encrypt_email", "address.street" = "mask", password = "drop" } }
    bz_stock     = { topic = "stock", protected = {} }
    bz_returns   = { topic = "returns", protected = {} }
  }
  jobs = {
    continuous            = { kind = "continuous", tables = ["bz_orders"] }
    daily_0200            = { kind = "scheduled", cron = "0 0 2 * * ?", runs_a_day = 1, tables = ["bz_customers", "bz_stock"] }
    on_arrival_bz_returns = { kind = "on_arrival", tables = ["bz_returns"] }
  }
  storage_role_arn   = "arn:aws:iam::123456789012:role/shop-test-unity-catalog"
  storage_role_ready = "ready"
  iam_wait_seconds   = 0
  ingest_principal   = "11111111-2222-3333-4444-555555555555"
  readers            = ["analysts"]
  auditors           = ["auditors"]
  operators          = ["operators"]
  unmasked           = ["privacy-team"]
  destinations       = { oncall = { webhook_url = "https://hooks.example.org/landfall" } }
  warehouse_id       = "w1"
}

run "the_landing_area_is_read_only_with_file_events" {
  command = apply
  assert {
    condition     = databricks_external_location.landing.url == "s3://acme-landing/landfall/" && databricks_external_location.landing.read_only && databricks_storage_credential.landing.read_only
    error_message = "Databricks reads the landing area and never writes it."
  }
  assert {
    condition     = databricks_external_location.landing.enable_file_events && length(databricks_external_location.landing.file_event_queue[0].managed_sqs) == 1 && length(databricks_external_location.landing.file_event_queue[0].provided_sqs) == 0
    error_message = "Databricks makes the queues, unless one is provided."
  }
  assert {
    condition     = databricks_external_location.landing.isolation_mode == "ISOLATION_MODE_ISOLATED" && databricks_storage_credential.landing.isolation_mode == "ISOLATION_MODE_ISOLATED" && databricks_catalog.this[0].isolation_mode == "ISOLATED"
    error_message = "Only this workspace sees them."
  }
  assert {
    condition     = databricks_storage_credential.landing.aws_iam_role[0].role_arn == var.storage_role_arn && output.external_id == "ext-1"
    error_message = "The credential is for the role, and tells its external id."
  }
  assert {
    condition     = { for name, v in databricks_volume.landing : name => "${v.volume_type} ${v.schema_name} ${v.storage_location}" if name == "bz_orders" } == { bz_orders = "EXTERNAL shop_bronze_landing s3://acme-landing/landfall/bz_orders/" }
    error_message = "Each table's segments are a volume."
  }
  assert {
    condition     = length(databricks_volume.landing) == 4 && alltrue([for v in databricks_volume.own : v.volume_type == "MANAGED" && v.schema_name == "shop_bronze"])
    error_message = "Four volumes of segments; checkpoints, jars and config outside of the landing area."
  }
  assert {
    condition     = !databricks_catalog.this[0].force_destroy && !databricks_schema.bronze[0].force_destroy && !databricks_schema.landing.force_destroy
    error_message = "Terraform must not delete tables."
  }
}

run "one_job_per_cadence_and_a_task_per_table" {
  command = apply
  assert {
    condition     = { for key, job in databricks_job.bronze : key => join(" ", job.task[*].task_key) } == { continuous = "bz_orders", daily_0200 = "bz_customers bz_stock", ledger = "ledger", maintenance = "maintenance", on_arrival_bz_returns = "bz_returns" }
    error_message = "A task per table, in its cadence's job."
  }
  assert {
    condition     = alltrue([for job in databricks_job.bronze : job.max_concurrent_runs == 1])
    error_message = "Two runs would share checkpoints."
  }
  assert {
    condition     = alltrue([for job in databricks_job.bronze : length(job.continuous) + length(job.schedule) + length(job.trigger) == 1])
    error_message = "Databricks takes exactly one of continuous, schedule and trigger."
  }
  assert {
    condition     = databricks_job.bronze["daily_0200"].schedule[0].quartz_cron_expression == "0 0 2 * * ?" && databricks_job.bronze["daily_0200"].schedule[0].timezone_id == "UTC"
    error_message = "The schedule is the cadence's, in UTC."
  }
  assert {
    condition     = databricks_job.bronze["on_arrival_bz_returns"].trigger[0].file_arrival[0].url == "/Volumes/test/shop_bronze_landing/bz_returns/" && databricks_job.bronze["on_arrival_bz_returns"].trigger[0].file_arrival[0].min_time_between_triggers_seconds >= 60
    error_message = "The trigger watches the table's volume, which the ingest principal may read; Databricks wants a slash at its end, and 60 seconds."
  }
  assert {
    condition     = alltrue([for job in databricks_job.bronze : alltrue([for t in job.task : t.max_retries == 3]) if length(job.continuous) == 0])
    error_message = "A new column fails the stream once: tasks need retries."
  }
  assert {
    condition     = databricks_job.bronze["continuous"].continuous[0].task_retry_mode == "ON_FAILURE" && databricks_job.bronze["continuous"].task[0].max_retries == null && databricks_job.bronze["continuous"].timeout_seconds == 0
    error_message = "A continuous job retries by itself, takes no number of retries, and never times out."
  }
  assert {
    condition     = databricks_job.bronze["daily_0200"].timeout_seconds == 7200 && one(databricks_job.bronze["daily_0200"].health[0].rules).metric == "RUN_DURATION_SECONDS" && one(databricks_job.bronze["continuous"].health[0].rules).metric == "STREAMING_BACKLOG_FILES"
    error_message = "Slow runs and backlogs are noticed."
  }
  assert {
    condition     = alltrue([for job in databricks_job.bronze : length(job.webhook_notifications[0].on_failure) == 1 && length(job.webhook_notifications[0].on_streaming_backlog_exceeded) == 1])
    error_message = "Somebody is told."
  }
  assert {
    condition     = alltrue([for job in databricks_job.bronze : job.run_as[0].service_principal_name == var.ingest_principal && job.job_cluster[0].new_cluster[0].data_security_mode == "SINGLE_USER" && job.job_cluster[0].new_cluster[0].single_user_name == var.ingest_principal])
    error_message = "The cluster is dedicated to who runs the job."
  }
  assert {
    condition     = alltrue([for job in databricks_job.bronze : job.tags.application == "shop" && job.job_cluster[0].new_cluster[0].custom_tags.environment == "test"])
    error_message = "The bill says whose cost it is."
  }
}

run "the_program_gets_what_it_needs" {
  command = apply
  assert {
    condition = databricks_job.bronze["daily_0200"].task[0].spark_jar_task[0].parameters == tolist([
      "--config", databricks_file.config.path, "--env", "test", "--source", "auto-loader",
      "--landing-root", "/Volumes/test/shop_bronze_landing", "--job-id", "{{job.id}}",
      "--table", "bz_customers", "--trigger", "available-now", "--checkpoints", "/Volumes/test/shop_bronze/checkpoints",
    ])
    error_message = "These are BronzeJob's arguments."
  }
  assert {
    condition     = databricks_job.bronze["daily_0200"].task[0].spark_jar_task[0].main_class_name == "io.landfall.bronze.BronzeJob"
    error_message = "The main class."
  }
  assert {
    condition     = databricks_job.bronze["continuous"].task[0].spark_jar_task[0].parameters[13] == "continuous"
    error_message = "A continuous table is ingested all the time."
  }
  assert {
    condition     = databricks_file.jar.path == "/Volumes/test/shop_bronze/jars/landfall-bronze-${substr(filesha256("tests/files/bronze.jar"), 0, 12)}.jar"
    error_message = "The jar's name has its content's hash."
  }
  assert {
    condition     = alltrue([for job in databricks_job.bronze : alltrue([for t in job.task : one(t.library).jar == databricks_file.jar.path])])
    error_message = "Tasks use that jar."
  }
}

run "another_jar_changes_the_tasks" {
  command = apply
  variables {
    bronze_jar = "tests/files/other.jar"
  }
  assert {
    condition     = databricks_file.jar.path != run.the_program_gets_what_it_needs.jar && one(databricks_job.bronze["continuous"].task[0].library).jar == databricks_file.jar.path
    error_message = "Another content is another path."
  }
}

run "everybody_gets_as_little_as_possible" {
  command = apply
  variables {
    tables_exist = true
  }
  assert {
    condition = { for p, g in databricks_grant.bronze : p => join(" ", sort(g.privileges)) } == {
      "11111111-2222-3333-4444-555555555555" = "CREATE_TABLE MODIFY SELECT USE_SCHEMA"
      analysts                               = "USE_SCHEMA"
      auditors                               = "USE_SCHEMA"
    }
    error_message = "In the schema as a whole only the jobs may do something, and nobody manages."
  }
  assert {
    condition     = alltrue([for g in databricks_grant.table : g.privileges == toset(["SELECT"])]) && { for p in ["analysts", "auditors"] : p => join(" ", sort([for g in databricks_grant.table : trimprefix(g.table, "test.shop_bronze.") if g.principal == p])) } == { analysts = "bz_audit_log bz_customers bz_landing_ledger bz_orders bz_returns bz_stock", auditors = "bz_audit_log bz_landing_ledger" }
    error_message = "Readers read tables, auditors see no table but the audit log and the ledger of segments."
  }
  assert {
    condition     = alltrue([for g in databricks_grant.catalog : g.privileges == toset(["USE_CATALOG"])]) && length(databricks_grant.catalog) == 3
    error_message = "In the catalog as a whole nobody may do anything."
  }
  assert {
    condition     = alltrue([for g in databricks_grant.segments : g.privileges == toset(["READ_VOLUME"]) && g.principal == var.ingest_principal]) && length(databricks_grant.segments) == 4
    error_message = "Only the ingest principal reads segments, and nobody writes them."
  }
  assert {
    condition     = { for name, g in databricks_grant.own : name => join(" ", sort(g.privileges)) } == { checkpoints = "READ_VOLUME WRITE_VOLUME", config = "READ_VOLUME", jars = "READ_VOLUME" }
    error_message = "The ingest principal cannot change its own program."
  }
  assert {
    condition     = alltrue([for p in databricks_permissions.job : alltrue([for a in p.access_control : a.permission_level == "CAN_MANAGE_RUN"])]) && length(databricks_permissions.job) == 5
    error_message = "Operators start and cancel runs."
  }
}

run "old_rows_are_deleted_every_day" {
  command = apply
  assert {
    condition     = databricks_job.bronze["maintenance"].schedule[0].quartz_cron_expression == "0 30 3 * * ?" && databricks_job.bronze["maintenance"].schedule[0].timezone_id == "UTC"
    error_message = "Once a day, in UTC."
  }
  assert {
    condition     = databricks_job.bronze["maintenance"].task[0].spark_jar_task[0].main_class_name == "io.landfall.bronze.MaintenanceJob"
    error_message = "The main class is not that which ingests."
  }
  assert {
    condition = databricks_job.bronze["maintenance"].task[0].spark_jar_task[0].parameters == tolist([
      "--config", databricks_file.config.path, "--env", "test", "--source", "auto-loader",
      "--landing-root", "/Volumes/test/shop_bronze_landing", "--job-id", "{{job.id}}",
    ])
    error_message = "These are MaintenanceJob's arguments: all tables, after one another."
  }
  assert {
    condition     = output.job_ids["maintenance"] == databricks_job.bronze["maintenance"].id && one(databricks_job.bronze["maintenance"].task[0].library).jar == databricks_file.jar.path
    error_message = "It runs the same jar."
  }
}

run "retention_may_be_kept_by_hand" {
  command = apply
  variables {
    maintenance_at = null
  }
  assert {
    condition     = !contains(keys(databricks_job.bronze), "maintenance") && length(databricks_job.bronze) == 4
    error_message = "No job deletes."
  }
}

run "what_landed_is_noted_every_hour" {
  command = apply
  assert {
    condition     = databricks_job.bronze["ledger"].schedule[0].quartz_cron_expression == "0 0 0/1 * * ?" && databricks_job.bronze["ledger"].schedule[0].timezone_id == "UTC"
    error_message = "Once an hour."
  }
  assert {
    condition     = databricks_job.bronze["ledger"].task[0].spark_jar_task[0].main_class_name == "io.landfall.bronze.MaintenanceJob"
    error_message = "It is maintenance's program."
  }
  assert {
    condition     = databricks_job.bronze["ledger"].task[0].spark_jar_task[0].parameters == tolist(concat(databricks_job.bronze["maintenance"].task[0].spark_jar_task[0].parameters, ["--ledger"]))
    error_message = "With the flag it deletes nothing."
  }
}

run "the_ledger_in_another_rhythm_quarter" {
  command = apply
  variables {
    ledger_minutes = 15
  }
  assert {
    condition     = databricks_job.bronze["ledger"].schedule[0].quartz_cron_expression == "0 0/15 * * * ?"
    error_message = "Minutes that divide an hour."
  }
}

run "the_ledger_in_another_rhythm_day" {
  command = apply
  variables {
    ledger_minutes = 1440
  }
  assert {
    condition     = databricks_job.bronze["ledger"].schedule[0].quartz_cron_expression == "0 0 0 * * ?"
    error_message = "A day has no 24th hour."
  }
}

run "only_maintenance_notes_what_landed" {
  command = apply
  variables {
    ledger_minutes = null
    tables_exist   = true
  }
  assert {
    condition     = !contains(keys(databricks_job.bronze), "ledger") && contains(keys(databricks_job.bronze), "maintenance")
    error_message = "There is no job for the ledger alone."
  }
  assert {
    condition     = contains([for g in databricks_grant.table : g.table], "test.shop_bronze.bz_landing_ledger")
    error_message = "But there is a ledger."
  }
}

run "without_either_there_is_no_ledger" {
  command = apply
  variables {
    ledger_minutes = null
    maintenance_at = null
    tables_exist   = true
  }
  assert {
    condition     = !contains([for g in databricks_grant.table : g.table], "test.shop_bronze.bz_landing_ledger")
    error_message = "Nobody reads what is not there."
  }
}

run "a_cadence_is_not_called_like_the_ledger" {
  command = plan
  variables {
    jobs = { ledger = { kind = "continuous", tables = ["bz_customers", "bz_orders", "bz_returns", "bz_stock"] } }
  }
  expect_failures = [var.jobs]
}

run "the_first_apply_needs_no_table" {
  command = apply
  variables {
    create_warehouse = true
    warehouse_id     = null
  }
  assert {
    condition     = length(databricks_grant.table) + length(databricks_entity_tag_assignment.protected) + length(databricks_alert_v2.this) + length(databricks_dashboard.this) + length(databricks_policy_info.mask) == 0
    error_message = "Tables come with the first run."
  }
  assert {
    condition     = databricks_sql_endpoint.this[0].warehouse_type == "PRO" && databricks_sql_endpoint.this[0].enable_serverless_compute && databricks_sql_endpoint.this[0].auto_stop_mins == 5
    error_message = "The warehouse stops soon; the default is two hours."
  }
  assert {
    condition     = databricks_permissions.warehouse[0].sql_endpoint_id == databricks_sql_endpoint.this[0].id && { for a in databricks_permissions.warehouse[0].access_control : a.group_name => a.permission_level } == { analysts = "CAN_USE", auditors = "CAN_USE", operators = "CAN_USE" }
    error_message = "Whoever looks at the dashboard may use the warehouse, and not manage it."
  }
}

run "the_masking_function_is_made_without_hands" {
  command = apply
  assert {
    condition     = databricks_query.mask_function[0].query_text == "CREATE FUNCTION IF NOT EXISTS `test`.`shop_bronze_governance`.mask(value STRING) RETURNS STRING RETURN if(value IS NULL, NULL, '***')"
    error_message = "The function shows nothing of the value."
  }
  assert {
    condition     = databricks_job.mask_function[0].task[0].sql_task[0].query[0].query_id == databricks_query.mask_function[0].id && databricks_job.mask_function[0].task[0].sql_task[0].warehouse_id == "w1" && length(databricks_job.mask_function[0].schedule) == 1
    error_message = "A job makes it, by itself."
  }
  assert {
    condition     = databricks_job.mask_function[0].timeout_seconds == 7200 && databricks_job.mask_function[0].task[0].timeout_seconds == 7200 && databricks_job.mask_function[0].task[0].max_retries == 3
    error_message = "It is tried again, and does not run for ever."
  }
  assert {
    condition     = [for n in databricks_job.mask_function[0].webhook_notifications[0].on_failure : n.id] == [databricks_notification_destination.this["oncall"].id] && [for n in databricks_job.mask_function[0].webhook_notifications[0].on_duration_warning_threshold_exceeded : n.id] == [databricks_notification_destination.this["oncall"].id] && one(databricks_job.mask_function[0].health[0].rules).value == 1800
    error_message = "Who is told of the other jobs is told of this one."
  }
  assert {
    condition     = length(databricks_job.mask_function[0].run_as) == 0 && alltrue([for g in databricks_grant.bronze : g.schema == "test.shop_bronze"])
    error_message = "Only who applies may change the function."
  }
}

run "the_second_apply_tags_masks_and_watches" {
  command = apply
  variables {
    tables_exist = true
  }
  assert {
    condition     = { for key, t in databricks_entity_tag_assignment.protected : t.entity_name => t.tag_value } == { "test.shop_bronze.bz_customers.name" = "tokenize", "test.shop_bronze.bz_customers.name_encrypted" = "encrypt", "test.shop_bronze.bz_customers.email" = "encrypt_email" }
    error_message = "Protected columns are tagged; dropped and nested ones are no columns."
  }
  assert {
    condition     = databricks_policy_info.mask[0].on_securable_type == "CATALOG" && databricks_policy_info.mask[0].match_columns[0].condition == "hasTagValue('landfall_protection', 'mask') OR hasTagValue('landfall_protection', 'encrypt_email')"
    error_message = "One policy for the catalog, by tag."
  }
  assert {
    condition     = databricks_policy_info.mask[0].column_mask.function_name == "test.shop_bronze_governance.mask"
    error_message = "With the function that the job made."
  }
  assert {
    condition     = contains(databricks_policy_info.mask[0].except_principals, var.ingest_principal) && contains(databricks_policy_info.mask[0].except_principals, "privacy-team") && length(databricks_policy_info.mask[0].except_principals) == 2
    error_message = "The job must not read masks; the privacy team sees columns as they landed."
  }
  assert {
    condition     = toset(keys(databricks_alert_v2.this)) == toset(["failed_batches", "late", "low_quality", "stale", "waiting"]) && alltrue([for a in databricks_alert_v2.this : length(a.evaluation.notification.subscriptions) == 1])
    error_message = "Five alerts, each tells somebody."
  }
  assert {
    condition     = strcontains(databricks_alert_v2.this["failed_batches"].query_text, "operation_details['batch_id'] IS NOT NULL")
    error_message = "A failure between two batches, that is tried again, is no failed batch."
  }
  assert {
    condition     = !databricks_dashboard.this[0].embed_credentials
    error_message = "A dashboard must not lend its author's rights."
  }
  assert {
    condition     = strcontains(databricks_alert_v2.this["stale"].query_text, "bz_orders") && !strcontains(databricks_alert_v2.this["stale"].query_text, "bz_stock")
    error_message = "Only continuous tables must be fresh within the hour."
  }
}

run "what_landed_must_be_ingested" {
  command = apply
  variables {
    tables_exist = true
  }
  assert {
    condition     = endswith(databricks_alert_v2.this["waiting"].query_text, "FROM `test`.`shop_bronze`.bz_landing_ledger AS landed JOIN (VALUES ('test.shop_bronze.bz_customers', 2940), ('test.shop_bronze.bz_orders', 120), ('test.shop_bronze.bz_returns', 120), ('test.shop_bronze.bz_stock', 2940)) AS allowed(name, minutes) ON landed.table_name = allowed.name WHERE landed.rows_ingested < landed.rows_landed AND timestampdiff(MINUTE, landed.landed_at, now()) > allowed.minutes")
    error_message = "A segment that waits for longer than its table may: an hour, or two periods of a schedule, and until the ledger is looked at again."
  }
  assert {
    condition     = databricks_alert_v2.this["waiting"].evaluation.threshold.value.double_value == 0 && databricks_alert_v2.this["waiting"].evaluation.source.name == "segments"
    error_message = "One segment is enough."
  }
  assert {
    condition     = endswith(databricks_alert_v2.this["late"].query_text, "AND end_timestamp > now() - INTERVAL 1 HOUR AND table_name IN ('test.shop_bronze.bz_orders')") && strcontains(databricks_alert_v2.this["late"].query_text, "coalesce(max(CAST(operation_details['landed_to_load_ms'] AS BIGINT)), 0) / 60000 AS minutes")
    error_message = "The worst of the last hour, in minutes, of continuous tables only."
  }
  assert {
    condition     = databricks_alert_v2.this["late"].evaluation.threshold.value.double_value == 60
    error_message = "An hour."
  }
}

run "a_schedule_explains_two_of_its_periods" {
  command = apply
  variables {
    tables_exist = true
    jobs = {
      every_15m = { kind = "scheduled", cron = "0 0/15 * * * ?", runs_a_day = 96, tables = ["bz_orders", "bz_returns"] }
      every_4h  = { kind = "scheduled", cron = "0 0 0/4 * * ?", runs_a_day = 6, tables = ["bz_customers", "bz_stock"] }
    }
  }
  assert {
    condition     = strcontains(databricks_alert_v2.this["waiting"].query_text, "('test.shop_bronze.bz_stock', 540)")
    error_message = "Eight hours, and one until the ledger is looked at."
  }
  assert {
    condition     = strcontains(databricks_alert_v2.this["waiting"].query_text, "('test.shop_bronze.bz_orders', 120)")
    error_message = "No less than waiting_minutes: a cluster takes its time to start."
  }
}

run "who_looks_seldom_is_told_late" {
  command = apply
  variables {
    tables_exist    = true
    ledger_minutes  = null
    waiting_minutes = 30
  }
  assert {
    condition     = strcontains(databricks_alert_v2.this["waiting"].query_text, "('test.shop_bronze.bz_orders', 1470)") && strcontains(databricks_alert_v2.this["waiting"].query_text, "('test.shop_bronze.bz_stock', 4320)")
    error_message = "Maintenance looks once a day."
  }
  assert {
    condition     = databricks_alert_v2.this["late"].evaluation.threshold.value.double_value == 30
    error_message = "The audit log needs nobody to look."
  }
}

run "nothing_watches_what_is_not_there" {
  command = apply
  variables {
    tables_exist   = true
    ledger_minutes = null
    maintenance_at = null
    new_tables     = ["bz_orders"]
  }
  assert {
    condition     = toset(keys(databricks_alert_v2.this)) == toset(["failed_batches", "low_quality"]) && !strcontains(databricks_dashboard.this[0].serialized_dashboard, "bz_landing_ledger")
    error_message = "No ledger, and no continuous table."
  }
}

run "the_dashboard_shows_batches_freshness_and_what_waits" {
  command = apply
  variables {
    tables_exist = true
  }
  assert {
    condition     = { for w in jsondecode(databricks_dashboard.this[0].serialized_dashboard).pages[0].layout : w.widget.name => "${w.widget.spec.widgetType} ${w.widget.spec.version} ${w.widget.queries[0].query.datasetName}" } == { batches = "table 1 batches", waiting = "table 1 waiting", from_source = "line 3 freshness", from_landing = "line 3 freshness" }
    error_message = "Two tables and two line charts, each of its data."
  }
  assert {
    condition     = alltrue([for w in jsondecode(databricks_dashboard.this[0].serialized_dashboard).pages[0].layout : alltrue([for f in w.widget.queries[0].query.fields : strcontains(one([for d in jsondecode(databricks_dashboard.this[0].serialized_dashboard).datasets : d.queryLines[0] if d.name == w.widget.queries[0].query.datasetName]), f.name)])])
    error_message = "What is shown is what its query has."
  }
  assert {
    condition     = length(distinct([for w in jsondecode(databricks_dashboard.this[0].serialized_dashboard).pages[0].layout : w.position.y])) == 4
    error_message = "One below the other."
  }
  assert {
    condition     = alltrue([for d in jsondecode(databricks_dashboard.this[0].serialized_dashboard).datasets : strcontains(d.queryLines[0], "operation_type = 'INGEST'") if d.name != "waiting"])
    error_message = "The audit log has more than batches."
  }
}

run "a_schedule_runs" {
  command = plan
  variables {
    jobs = { never = { kind = "scheduled", cron = "0 0 2 * * ?", runs_a_day = 0, tables = ["bz_customers", "bz_orders", "bz_returns", "bz_stock"] } }
  }
  expect_failures = [var.jobs]
}

run "a_function_that_is_there_masks" {
  command = apply
  variables {
    tables_exist  = true
    mask_function = "test.governance.mask"
  }
  assert {
    condition     = databricks_policy_info.mask[0].column_mask.function_name == "test.governance.mask" && length(databricks_job.mask_function) + length(databricks_query.mask_function) + length(databricks_schema.governance) == 0
    error_message = "It is used, and no other made."
  }
}

run "masking_needs_a_warehouse" {
  command = plan
  variables {
    warehouse_id = null
  }
  expect_failures = [var.mask]
}

run "nothing_is_masked_where_nobody_wants_it" {
  command = apply
  variables {
    mask         = false
    warehouse_id = null
    tables_exist = true
  }
  assert {
    condition     = length(databricks_job.mask_function) + length(databricks_policy_info.mask) + length(databricks_schema.governance) == 0
    error_message = "No function, no policy, no warehouse."
  }
}

run "a_table_that_came_later" {
  command = apply
  variables {
    tables_exist = true
    new_tables   = ["bz_customers"]
  }
  assert {
    condition     = length([for g in databricks_grant.table : g if endswith(g.table, ".bz_customers")]) == 0 && contains([for g in databricks_grant.table : g.table], "test.shop_bronze.bz_orders")
    error_message = "Nobody reads what is not masked yet."
  }
  assert {
    condition     = length(databricks_entity_tag_assignment.protected) == 0 && !strcontains(databricks_alert_v2.this["low_quality"].query_text, "bz_customers")
    error_message = "What is not there cannot be tagged or queried."
  }
  assert {
    condition     = contains(databricks_job.bronze["daily_0200"].task[*].task_key, "bz_customers")
    error_message = "Its job makes it."
  }
}

run "serverless_has_no_cluster" {
  command = apply
  variables {
    compute = { mode = "serverless" }
  }
  assert {
    condition     = alltrue([for job in databricks_job.bronze : length(job.job_cluster) == 0 && job.environment[0].spec[0].java_dependencies == tolist([databricks_file.jar.path]) && alltrue([for t in job.task : t.environment_key == "ingest" && t.job_cluster_key == null && length(t.library) == 0])])
    error_message = "An environment with the jar, and no cluster."
  }
  assert {
    condition     = databricks_job.bronze["continuous"].task[0].spark_jar_task[0].parameters[13] == "available-now"
    error_message = "Serverless compute knows no endless streams."
  }
  assert {
    condition     = alltrue([for job in databricks_job.bronze : alltrue([for t in job.task : t.spark_jar_task[0].parameters[5] == "listing" && !contains(t.spark_jar_task[0].parameters, "--checkpoints")])])
    error_message = "The job's stream needs a cluster: without one it lists."
  }
}

run "metrics_go_where_the_cluster_says" {
  command = apply
  variables {
    compute = { spark_conf = { "spark.metrics.conf.driver.sink.prometheusServlet.path" = "/metrics/prometheus" } }
  }
  assert {
    condition     = alltrue([for job in databricks_job.bronze : job.job_cluster[0].new_cluster[0].spark_conf == var.compute.spark_conf])
    error_message = "Each job's cluster has the settings."
  }
}

run "serverless_takes_no_settings" {
  command = plan
  variables {
    compute = { mode = "serverless", spark_conf = { "spark.metrics.namespace" = "landfall" } }
  }
  expect_failures = [var.compute]
}

run "what_is_there_already_is_used" {
  command = apply
  variables {
    create_catalog       = false
    create_schema        = false
    create_tag_policy    = false
    file_event_queue_url = "https://sqs.eu-west-1.amazonaws.com/123456789012/events"
    kms_key_arn          = "arn:aws:kms:eu-west-1:123456789012:key/1"
    paused               = true
    destinations         = {}
    operators            = []
  }
  assert {
    condition     = length(databricks_catalog.this) + length(databricks_schema.bronze) + length(databricks_tag_policy.protection) + length(databricks_permissions.job) + length(databricks_permissions.warehouse) == 0 && databricks_schema.landing.catalog_name == "test"
    error_message = "No second catalog, schema or tag policy."
  }
  assert {
    condition     = databricks_external_location.landing.file_event_queue[0].provided_sqs[0].queue_url == var.file_event_queue_url && length(databricks_external_location.landing.file_event_queue[0].managed_sqs) == 0
    error_message = "Exactly one kind of queue."
  }
  assert {
    condition     = databricks_external_location.landing.encryption_details[0].sse_encryption_details[0].aws_kms_key_arn == var.kms_key_arn
    error_message = "The location knows the bucket's key."
  }
  assert {
    condition     = databricks_job.bronze["continuous"].continuous[0].pause_status == "PAUSED" && databricks_job.bronze["daily_0200"].schedule[0].pause_status == "PAUSED" && databricks_job.bronze["on_arrival_bz_returns"].trigger[0].pause_status == "PAUSED"
    error_message = "Paused is paused, whatever starts the job."
  }
}

run "bad_input_is_refused" {
  command = plan
  variables {
    application          = "Shop"
    environment          = "Test"
    landing_root         = "s3://acme-landing/landfall/"
    catalog              = "a.b"
    schema               = "a b"
    config_file          = "tests/files/nowhere.yaml"
    bronze_jar           = "tests/files/nowhere.jar"
    storage_role_arn     = "shop-test-unity-catalog"
    file_event_queue_url = "arn:aws:sqs:eu-west-1:123456789012:events"
    kms_key_arn          = "alias/landing"
    iam_wait_seconds     = 601
    ingest_principal     = "jane@example.org"
    arrival_seconds      = 30
    slow_minutes         = 0
    backlog_files        = 0
    compute              = { mode = "shared" }
    mask_function        = "mask"
    masked_rules         = ["blur"]
    dashboard_folder     = "Shared/"
    maintenance_at       = "24:00"
    ledger_minutes       = 90
    waiting_minutes      = 0
    new_tables           = ["bz_nowhere"]
    destinations         = { both = { slack_url = "https://a", teams_url = "https://b" } }
  }
  expect_failures = [
    var.application, var.environment, var.landing_root, var.catalog, var.schema, var.config_file, var.bronze_jar,
    var.storage_role_arn, var.file_event_queue_url, var.kms_key_arn, var.iam_wait_seconds, var.ingest_principal, var.arrival_seconds, var.slow_minutes,
    var.maintenance_at, var.ledger_minutes, var.waiting_minutes, var.new_tables, var.backlog_files, var.compute, var.mask_function, var.masked_rules, var.dashboard_folder, var.destinations,
  ]
}

run "a_table_is_in_one_job_only" {
  command = plan
  variables {
    jobs = {
      continuous = { kind = "continuous", tables = ["bz_orders", "bz_returns", "bz_stock"] }
      every_5m   = { kind = "scheduled", cron = "0 0/5 * * * ?", tables = ["bz_customers", "bz_orders"] }
    }
  }
  expect_failures = [var.jobs]
}

run "a_job_has_one_kind_of_start" {
  command = plan
  variables {
    jobs = { continuous = { kind = "continuous", cron = "0 0 2 * * ?", tables = ["bz_customers", "bz_orders", "bz_returns", "bz_stock"] } }
  }
  expect_failures = [var.jobs]
}

run "a_principal_has_one_role" {
  command = plan
  variables {
    readers  = ["everybody"]
    auditors = ["everybody"]
  }
  expect_failures = [var.readers]
}

run "one_warehouse" {
  command = plan
  variables {
    create_warehouse = true
  }
  expect_failures = [var.warehouse_id]
}

run "a_run_is_reported_before_it_is_stopped" {
  command = plan
  variables {
    timeout_minutes = 30
  }
  expect_failures = [var.timeout_minutes]
}

run "tables_are_outside_of_the_landing_area" {
  command = plan
  variables {
    catalog_storage_root = "s3://acme-landing/landfall/tables"
  }
  expect_failures = [var.catalog_storage_root]
}

run "each_table_is_in_a_job" {
  command = plan
  variables {
    jobs = { continuous = { kind = "continuous", tables = ["bz_customers", "bz_orders", "bz_returns"] } }
  }
  expect_failures = [var.jobs]
}

run "an_arrival_job_has_one_table" {
  command = plan
  variables {
    jobs = {
      continuous = { kind = "continuous", tables = ["bz_customers", "bz_returns"] }
      on_arrival = { kind = "on_arrival", tables = ["bz_orders", "bz_stock"] }
    }
  }
  expect_failures = [var.jobs]
}
