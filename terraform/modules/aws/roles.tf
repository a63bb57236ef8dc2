# The service: puts and reads below the landing root, and deletes nothing. Aborting an upload removes no object.
resource "aws_iam_role" "service" {
  name = "${var.name}-service"
  tags = local.tags
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = var.service_principal }
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    }]
  })
}

resource "aws_iam_role_policy" "service" {
  name = "landing"
  role = aws_iam_role.service.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid      = "PutAndReadSegments"
          Effect   = "Allow"
          Action   = ["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload"]
          Resource = local.landing_arn
        },
        {
          # IfExists: looking up an object that is not there has no prefix, and must be answered 404 instead of 403.
          Sid       = "ListSegments"
          Effect    = "Allow"
          Action    = "s3:ListBucket"
          Resource  = local.bucket_arn
          Condition = { StringLikeIfExists = { "s3:prefix" = "${var.prefix}/*" } }
        },
      ],
      local.key_arn == null ? [] : [{
        Sid      = "UseKey"
        Effect   = "Allow"
        Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource = local.key_arn
      }],
      length(var.secret_arns) == 0 ? [] : [{
        Sid      = "ReadSecrets"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = var.secret_arns
      }],
    )
  })
}

# Unity Catalog's storage credential: reads segments only. It must be able to assume itself, so its own ARN is built, for a
# role cannot refer to itself.
locals {
  catalog_role     = "${var.name}-unity-catalog"
  catalog_role_arn = "arn:${var.partition}:iam::${var.account_id}:role/${local.catalog_role}"
  file_event_arns  = ["arn:${var.partition}:sqs:*:${var.account_id}:csms-*", "arn:${var.partition}:sns:*:${var.account_id}:csms-*"]
}

resource "aws_iam_role" "unity_catalog" {
  name = local.catalog_role
  tags = local.tags
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "UnityCatalogAssumeRole"
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = var.unity_catalog_iam_arn }
        Condition = { StringEquals = { "sts:ExternalId" = var.unity_catalog_external_id } }
      },
      {
        Sid       = "ExplicitSelfRoleAssumption"
        Effect    = "Allow"
        Action    = "sts:AssumeRole"
        Principal = { AWS = "arn:${var.partition}:iam::${var.account_id}:root" }
        Condition = {
          ArnLike      = { "aws:PrincipalArn" = local.catalog_role_arn }
          StringEquals = { "sts:ExternalId" = var.unity_catalog_external_id }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy" "unity_catalog" {
  name = "landing"
  role = aws_iam_role.unity_catalog.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid      = "ReadSegments"
          Effect   = "Allow"
          Action   = "s3:GetObject"
          Resource = local.landing_arn
        },
        {
          Sid      = "ListBucket"
          Effect   = "Allow"
          Action   = ["s3:ListBucket", "s3:GetBucketLocation"]
          Resource = local.bucket_arn
        },
        {
          Sid      = "AssumeSelf"
          Effect   = "Allow"
          Action   = "sts:AssumeRole"
          Resource = local.catalog_role_arn
        },
      ],
      local.key_arn == null ? [] : [{
        Sid      = "UseKey"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = local.key_arn
      }],
      [for statement in local.managed_file_events : statement if var.file_events == "managed_sqs"],
      local.provided_file_events,
    )
  })
}

# Without these Databricks sets up no file events, and does not say so.
locals {
  managed_file_events = [
    {
      Sid    = "ManagedFileEventsSetupStatement"
      Effect = "Allow"
      Action = [
        "s3:GetBucketNotification", "s3:PutBucketNotification",
        "sns:CreateTopic", "sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic", "sns:Publish",
        "sns:SetTopicAttributes", "sns:Subscribe", "sns:TagResource",
        "sqs:ChangeMessageVisibility", "sqs:CreateQueue", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl",
        "sqs:PurgeQueue", "sqs:ReceiveMessage", "sqs:SendMessage", "sqs:SetQueueAttributes", "sqs:TagQueue",
      ]
      Resource = concat([local.bucket_arn], local.file_event_arns)
    },
    {
      Sid      = "ManagedFileEventsListStatement"
      Effect   = "Allow"
      Action   = ["sqs:ListQueues", "sqs:ListQueueTags", "sns:ListTopics"]
      Resource = local.file_event_arns
    },
    {
      Sid      = "ManagedFileEventsTeardownStatement"
      Effect   = "Allow"
      Action   = ["sns:Unsubscribe", "sns:DeleteTopic", "sqs:DeleteQueue"]
      Resource = local.file_event_arns
    },
  ]
  provided_file_events = [for queue in aws_sqs_queue.file_events : {
    Sid      = "ReadFileEvents"
    Effect   = "Allow"
    Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:PurgeQueue"]
    Resource = queue.arn
  }]
}
