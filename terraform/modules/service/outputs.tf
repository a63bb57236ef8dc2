output "bootstrap_servers" {
  description = "Kafka's brokers, as the service sees them."
  value       = local.bootstrap
}

output "security_group_id" {
  description = "The tasks' security group, for rules of others."
  value       = aws_security_group.service.id
}

output "log_group" {
  description = "Where the service logs."
  value       = aws_cloudwatch_log_group.this.name
}

output "cluster_and_service" {
  description = "For aws ecs update-service."
  value       = { cluster = aws_ecs_cluster.this.name, service = aws_ecs_service.this.name }
}

output "size" {
  description = "What is paid for, for the module cost."
  value = {
    tasks      = var.tasks.least
    vcpu       = var.cpu / 1024
    memory_gib = var.memory / 1024
    disk_gib   = var.ephemeral_gib
    brokers    = try(var.msk.brokers, 0)
    broker_gib = try(var.msk.volume_gib, 0)
  }
}
