# State is a copy of changelog topics. Ephemeral: a new task reads it back from Kafka before it is ready. EFS: a restart finds it,
# but dedupe reads its files over the network, and one folder serves one task only.
resource "aws_efs_file_system" "state" {
  count            = local.efs ? 1 : 0
  encrypted        = true
  throughput_mode  = "elastic"
  performance_mode = "generalPurpose"
  tags             = merge(local.tags, { Name = "${var.name}-state" })
}

resource "aws_efs_access_point" "state" {
  count          = local.efs ? 1 : 0
  file_system_id = aws_efs_file_system.state[0].id
  tags           = local.tags
  posix_user {
    uid = 10001
    gid = 10001
  }
  root_directory {
    path = "/landfall"
    creation_info {
      owner_uid   = 10001
      owner_gid   = 10001
      permissions = "0700"
    }
  }
}

# Without a policy whoever reaches the mount target may mount: the task's own rights would limit nobody else.
resource "aws_efs_file_system_policy" "state" {
  count          = local.efs ? 1 : 0
  file_system_id = aws_efs_file_system.state[0].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "TheService"
        Effect    = "Allow"
        Principal = { AWS = var.task_role_arn }
        Action    = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
        Resource  = aws_efs_file_system.state[0].arn
        Condition = { StringEquals = { "elasticfilesystem:AccessPointArn" = aws_efs_access_point.state[0].arn } }
      },
      {
        # Also true of who names no access point.
        Sid       = "OnlyThroughTheAccessPoint"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = local.efs_client
        Resource  = aws_efs_file_system.state[0].arn
        Condition = { StringNotEquals = { "elasticfilesystem:AccessPointArn" = aws_efs_access_point.state[0].arn } }
      },
      {
        Sid       = "OnlyTls"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = local.efs_client
        Resource  = aws_efs_file_system.state[0].arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

locals {
  efs_client = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite", "elasticfilesystem:ClientRootAccess"]
}

resource "aws_security_group" "state" {
  count       = local.efs ? 1 : 0
  name        = "${var.name}-state"
  description = "The state's file system"
  vpc_id      = var.vpc_id
  tags        = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "state" {
  count                        = local.efs ? 1 : 0
  security_group_id            = aws_security_group.state[0].id
  referenced_security_group_id = aws_security_group.service.id
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
}

resource "aws_vpc_security_group_egress_rule" "state" {
  count                        = local.efs ? 1 : 0
  security_group_id            = aws_security_group.service.id
  referenced_security_group_id = aws_security_group.state[0].id
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
  description                  = "State"
}

resource "aws_efs_mount_target" "state" {
  for_each        = local.efs ? toset(var.subnet_ids) : toset([])
  file_system_id  = aws_efs_file_system.state[0].id
  subnet_id       = each.key
  security_groups = [aws_security_group.state[0].id]
}
