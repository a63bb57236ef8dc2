# Makes nothing and needs no provider: what a month costs, from what is made, what is expected of it, and prices.
terraform {
  required_version = ">= 1.9.0"
}

locals {
  month = 730 # hours

  # One run of a job at a time. What has no rhythm is counted as if it never stopped.
  job_hours = one([
    for e in var.expected[*] : sum([for job in var.jobs : job.runs_a_day == null ? local.month : min(local.month, job.runs_a_day * local.month / 24 * e.run_minutes / 60)])
  ])
  nodes = var.compute.mode == "serverless" ? 0 : var.compute.workers + 1

  # As they are priced; the unit is the name's end.
  quantities = one([
    for e in var.expected[*] : {
      fargate_vcpu_hours   = var.service.tasks * local.month * var.service.vcpu
      fargate_memory_hours = var.service.tasks * local.month * var.service.memory_gib
      fargate_disk_hours   = var.service.tasks * local.month * max(0, var.service.disk_gib - 20)
      msk_broker_hours     = var.service.brokers * local.month
      msk_gb_months        = var.service.brokers * var.service.broker_gib
      s3_put_requests      = e.segments_a_day * local.month / 24
      s3_gb_months         = e.landed_gb_a_day * var.expire_days
      job_node_hours       = local.job_hours * local.nodes
      job_dbu              = local.job_hours * max(1, local.nodes) * e.dbu_an_hour
      warehouse_dbu        = var.warehouse ? e.warehouse_hours_a_day * local.month / 24 * e.warehouse_dbu_an_hour : 0
      kms_keys             = 1
    }
  ])
  missing = sort([for name, n in local.quantities == null ? {} : local.quantities : name if n > 0 && !contains(keys(var.unit_prices), name)])
  costs   = { for name, n in local.quantities == null ? {} : local.quantities : name => n * lookup(var.unit_prices, name, 0) }
}
