output "service_role_arn" {
  description = "The role of the service."
  value       = aws_iam_role.service.arn
}

output "service_role_name" {
  description = "Its name."
  value       = aws_iam_role.service.name
}

output "unity_catalog_role_ready" {
  description = "Known when Unity Catalog's role and its rights exist; what depends on it waits for them."
  value       = "${aws_iam_role.unity_catalog.id}/${aws_iam_role_policy.unity_catalog.id}"
}

output "unity_catalog_role_arn" {
  description = "Unity Catalog's role."
  value       = local.catalog_role_arn
}

output "kms_key_arn" {
  description = "The bucket's key; null if it has none."
  value       = local.key_arn
}

output "file_event_queue_url" {
  description = "The queue, with provided_sqs."
  value       = one([for queue in aws_sqs_queue.file_events : queue.url])
}
