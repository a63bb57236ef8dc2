output "id" {
  description = "The budget."
  value       = databricks_budget.this.budget_configuration_id
}
