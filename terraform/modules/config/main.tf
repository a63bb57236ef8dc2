terraform {
  required_version = ">= 1.9.0"
}

locals {
  document    = yamldecode(file(var.file))
  environment = local.document.environments[var.environment]

  # The service merges key by key; these are the sections that Terraform reads.
  landing = merge(try(local.document.landing, {}), try(local.environment.landing, {}))
  bronze  = merge(try(local.document.bronze, {}), try(local.environment.bronze, {}))
  service = merge(try(local.document.service, {}), try(local.environment.service, {}))
  layers = {
    for name in distinct(concat(keys(try(local.document.tables, {})), keys(try(local.environment.tables, {})))) :
    name => { below = try(local.document.tables[name], {}), above = try(local.environment.tables[name], {}) }
  }
  # What is a mapping in both places is merged too, but for ingest, of whose mappings there is one. (Quality, which nothing
  # here reads, the service merges deeper.)
  tables = {
    for name, layer in local.layers : name => merge(layer.below, layer.above, {
      for key, value in layer.above : key => merge(layer.below[key], value)
      if key != "ingest" && can(keys(value)) && can(keys(layer.below[key]))
    })
  }

  root     = trimsuffix(try(tostring(local.landing.root), ""), "/")
  location = try(regex("^s3://(?P<bucket>[a-z0-9][a-z0-9-]{1,61}[a-z0-9])/(?P<prefix>[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*)$", local.root), null)
  schema   = try(local.bronze.schema, replace(local.document.application, "/[^A-Za-z0-9_]/", "_"))

  # What references stand in what is in effect: {env = [...], aws = [...], databricks = [...]}.
  in_effect = jsonencode([{ for key, value in local.document : key => value if key != "environments" }, local.environment])
  references = {
    for kind in ["env", "aws", "databricks"] :
    kind => sort(distinct(flatten(regexall("\\$\\{${kind}:([^}]+)\\}", local.in_effect))))
  }
}

# When the bronze job ingests. Each table has one of: continuous, on_arrival, {every: 15m}, {daily: "02:00"}.
locals {
  unit = { s = 1, m = 60, h = 3600, d = 86400 }

  # A fixed rhythm in whole minutes; 0 where it is none.
  minutes = {
    for name, table in local.tables : name => try(
      [
        for seconds in [tonumber(regex("^([0-9]+)[smhd]$", table.ingest.every)[0]) * local.unit[regex("[smhd]$", table.ingest.every)]] :
        seconds % 60 == 0 ? seconds / 60 : 0
      ][0],
      0,
    )
  }
  time_of_day = { for name, table in local.tables : name => try(regex("^([01][0-9]|2[0-3]):([0-5][0-9])$", table.ingest.daily), null) }

  # A cron expression can only say what divides an hour, or a day in whole hours.
  fits = {
    for name, m in local.minutes : name =>
    m <= 0 ? false : m <= 60 ? 60 % m == 0 : m % 60 == 0 && m <= 1440 && 1440 % m == 0
  }

  cadence = {
    for name, table in local.tables : name => (
      try(tostring(table.ingest), null) == "on_arrival" ? { key = "on_arrival_${name}", kind = "on_arrival", cron = null, runs_a_day = null } :
      try(tostring(table.ingest), "continuous") == "continuous" && !can(table.ingest.every) && !can(table.ingest.daily) ?
      { key = "continuous", kind = "continuous", cron = null, runs_a_day = null } :
      local.time_of_day[name] != null ? {
        key        = "daily_${join("", local.time_of_day[name])}"
        kind       = "scheduled"
        cron       = "0 ${tonumber(local.time_of_day[name][1])} ${tonumber(local.time_of_day[name][0])} * * ?"
        runs_a_day = 1
      } :
      local.fits[name] ? {
        key  = local.minutes[name] % 60 == 0 ? "every_${local.minutes[name] / 60}h" : "every_${local.minutes[name]}m"
        kind = "scheduled"
        cron = (
          local.minutes[name] < 60 ? "0 0/${local.minutes[name]} * * * ?" :
          local.minutes[name] == 60 ? "0 0 * * * ?" :
          local.minutes[name] == 1440 ? "0 0 0 * * ?" : "0 0 0/${local.minutes[name] / 60} * * ?"
        )
        runs_a_day = 1440 / local.minutes[name]
      } :
      { key = "none", kind = "none", cron = null, runs_a_day = null }
    )
  }
}
