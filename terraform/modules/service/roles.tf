# What ECS itself may do for the task: get the image, write the log, read the named secrets.
resource "aws_iam_role" "execution" {
  name = "${var.name}-execution"
  tags = local.tags
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

locals {
  # arn:...:secret:name-AbCdEf:json-key:: names one value of a secret; rights are about the secret.
  secret_arns = distinct([for arn in values(var.secrets) : join(":", slice(split(":", arn), 0, 7))])
}

resource "aws_iam_role_policy" "execution" {
  name = "start"
  role = aws_iam_role.execution.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        Sid      = "WriteLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "${aws_cloudwatch_log_group.this.arn}:*"
      }],
      [for arn in var.image_repository_arn == null ? [] : [var.image_repository_arn] : {
        Sid      = "GetImage"
        Effect   = "Allow"
        Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = arn
      }],
      [for arn in var.image_repository_arn == null ? [] : [var.image_repository_arn] : {
        Sid      = "LogInToRegistry"
        Effect   = "Allow"
        Action   = "ecr:GetAuthorizationToken"
        Resource = "*" # knows no resources
      }],
      [for arns in length(local.secret_arns) == 0 ? [] : [local.secret_arns] : {
        Sid      = "ReadSecrets"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = arns
      }],
      [for arns in length(var.secret_kms_key_arns) == 0 ? [] : [var.secret_kms_key_arns] : {
        Sid      = "DecryptSecrets"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = arns
      }],
    )
  })

  lifecycle {
    precondition {
      condition     = var.image_repository_arn != null || !strcontains(var.image, ".dkr.ecr.")
      error_message = "The image is in ECR: without image_repository_arn nobody has the right to pull it."
    }
  }
}

# The state's file system, for the task itself.
resource "aws_iam_role_policy" "state" {
  count = local.efs ? 1 : 0
  name  = "state"
  role  = var.task_role_name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
      Resource  = aws_efs_file_system.state[0].arn
      Condition = { StringEquals = { "elasticfilesystem:AccessPointArn" = aws_efs_access_point.state[0].arn } }
    }]
  })
}
