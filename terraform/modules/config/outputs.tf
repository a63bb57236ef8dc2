output "application" {
  description = "The application's name: the consumer group, and the start of every name Terraform makes."
  value       = local.document.application
  precondition {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}$", local.document.application))
    error_message = "application must have 2 to 31 lower-case letters, digits and hyphens: AWS and Databricks names are made from it."
  }
}

output "landing" {
  description = "Where segments land: root (s3://bucket/prefix, no slash at its end), bucket, prefix."
  value = {
    root   = local.root
    bucket = try(local.location.bucket, "")
    prefix = try(local.location.prefix, "")
  }
  precondition {
    condition     = local.location != null
    error_message = "landing.root must be s3://bucket/prefix, written out: no reference, no dots in the bucket's name (Databricks refuses them), no empty prefix."
  }
}

output "bronze" {
  description = "Where the bronze tables are: catalog, schema."
  value = {
    catalog = try(local.bronze.catalog, "")
    schema  = local.schema
  }
  precondition {
    condition     = can(regex("^[A-Za-z0-9_]+$", local.bronze.catalog)) && can(regex("^[A-Za-z0-9_]+$", local.schema))
    error_message = "bronze.catalog must be set, and it and bronze.schema may have letters, digits and _ only."
  }
}

output "tables" {
  description = "Per table: topic, consumer_group (a table with roll_every has its own), and protected, which gives each protected field its rule (tokenize, mask, ...); of two rules, the second is that of <field>_encrypted."
  value = {
    for name, table in local.tables : name => {
      topic          = try(table.topic, "")
      consumer_group = can(table.roll_every) ? "${local.document.application}-${name}" : local.document.application
      # A pair of rules makes two columns.
      protected = merge([
        for field, rule in try(table.privacy, {}) : try(
          { (field) = rule[0], "${field}_encrypted" = rule[1] },
          { (field) = try(keys(rule)[0], tostring(rule)) },
        )
      ]...)
    }
  }
  precondition {
    condition     = alltrue([for name in keys(local.tables) : can(regex("^[a-z][a-z0-9_]{0,62}$", name))])
    error_message = "Names of tables must be lower snake case: volumes and tasks are named after them."
  }
  precondition {
    condition     = length(local.tables) > 0
    error_message = "There is no table."
  }
}

output "jobs" {
  description = "One job per cadence: kind (continuous, scheduled, on_arrival), cron in UTC, runs_a_day where it is scheduled, and its tables."
  value = {
    for key in toset([for c in local.cadence : c.key]) : key => {
      kind       = [for c in local.cadence : c.kind if c.key == key][0]
      cron       = [for c in local.cadence : c.cron if c.key == key][0]
      runs_a_day = [for c in local.cadence : c.runs_a_day if c.key == key][0]
      tables     = sort([for name, c in local.cadence : name if c.key == key])
    }
  }
  precondition {
    condition     = alltrue([for c in local.cadence : c.kind != "none"])
    error_message = "ingest must be continuous, on_arrival, {daily: \"HH:MM\"}, or {every: ...} with whole minutes that divide an hour or whole hours that divide a day. Not so: ${join(", ", [for name, c in local.cadence : name if c.kind == "none"])}."
  }
}

output "references" {
  description = "The references in effect: env, aws and databricks, each a list of names."
  value       = local.references
}

output "port" {
  description = "The port of the service's health and metrics endpoint."
  value       = try(local.service.port, 8080)
  precondition {
    condition     = try(local.service.port, 8080) > 0
    error_message = "service.port must not be 0: load balancers and health checks need to know it."
  }
}
