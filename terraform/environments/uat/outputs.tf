output "landing_root" {
  description = "Where segments land."
  value       = module.config.landing.root
  precondition {
    condition     = length(module.config.references.aws) == 0 || length(var.secret_arns) > 0
    error_message = "landfall.yaml refers to secrets of AWS: name them in secret_arns, or the service may not read them."
  }
}

output "job_ids" {
  description = "The bronze jobs, by cadence."
  value       = module.databricks.job_ids
}

output "warehouse_id" {
  description = "For landfall reconcile --warehouse-id."
  value       = module.databricks.warehouse_id
}

output "secret_scope" {
  description = "For $${databricks:scope/key} references."
  value       = module.databricks.secret_scope
}

output "cluster_and_service" {
  description = "The service on ECS."
  value       = module.service.cluster_and_service
}

output "monthly_quantities" {
  description = "What is used in a month; null without var.expected."
  value       = module.cost.quantities
}

output "missing_prices" {
  description = "What var.unit_prices lacks for an estimate."
  value       = module.cost.missing_prices
}

output "estimated_monthly_cost" {
  description = "In USD; null while prices are missing."
  value       = module.cost.estimated_monthly_cost
}
