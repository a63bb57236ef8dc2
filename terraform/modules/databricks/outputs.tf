output "external_id" {
  description = "The module aws needs it for Unity Catalog's role."
  value       = databricks_storage_credential.landing.aws_iam_role[0].external_id
}

output "unity_catalog_iam_arn" {
  description = "Who assumes that role."
  value       = databricks_storage_credential.landing.aws_iam_role[0].unity_catalog_iam_arn
}

output "job_ids" {
  description = "The jobs, by cadence, and maintenance and ledger."
  value       = { for key, job in databricks_job.bronze : key => job.id }
}

output "warehouse_id" {
  description = "The warehouse that alerts and the dashboard use; also for `landfall reconcile --warehouse-id`."
  value       = local.warehouse
}

output "secret_scope" {
  description = "The scope of $${databricks:scope/key} references."
  value       = databricks_secret_scope.this.name
}

output "secret_rights" {
  description = "Who may do what in that scope."
  value       = { for acl in databricks_secret_acl.readers : acl.principal => acl.permission if acl.scope == databricks_secret_scope.this.name }
}

output "jar" {
  description = "The volume path of the bronze job's jar."
  value       = databricks_file.jar.path
}
