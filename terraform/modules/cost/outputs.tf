output "quantities" {
  description = "What is used in a month, by the units that are priced; null without expected."
  value       = local.quantities
}

output "missing_prices" {
  description = "Quantities without a price."
  value       = local.missing
}

output "by_quantity" {
  description = "What each costs a month in USD; null while prices are missing."
  value       = local.quantities == null || length(local.missing) > 0 ? null : { for name, usd in local.costs : name => floor(usd * 100 + 0.5) / 100 }
}

output "estimated_monthly_cost" {
  description = "All of it in USD; null while prices are missing."
  value       = local.quantities == null || length(local.missing) > 0 ? null : floor(sum(values(local.costs)) * 100 + 0.5) / 100
}
