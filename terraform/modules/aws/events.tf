# Only for provided_sqs: a queue of our own, for accounts in which Databricks may create none. Terraform then owns all
# notifications of the bucket, so this must never stand beside managed_sqs.

locals {
  provided_queues = var.file_events == "provided_sqs" ? toset(["landing"]) : toset([])
}

resource "aws_sqs_queue" "file_events" {
  for_each                  = local.provided_queues
  name                      = "${var.name}-file-events"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags                      = local.tags
}

resource "aws_sqs_queue_policy" "file_events" {
  for_each  = local.provided_queues
  queue_url = aws_sqs_queue.file_events[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyFromTheBucket"
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.file_events[each.key].arn
      Condition = {
        ArnEquals    = { "aws:SourceArn" = local.bucket_arn }
        StringEquals = { "aws:SourceAccount" = var.account_id }
      }
    }]
  })
}

resource "aws_s3_bucket_notification" "landing" {
  for_each   = local.provided_queues
  depends_on = [aws_sqs_queue_policy.file_events, aws_s3_bucket.landing]
  bucket     = var.bucket
  queue {
    queue_arn     = aws_sqs_queue.file_events[each.key].arn
    events        = ["s3:ObjectCreated:*"]
    filter_prefix = "${var.prefix}/"
  }

  lifecycle {
    precondition {
      condition     = var.create_bucket || var.replace_notifications
      error_message = "S3 keeps one list of notifications per bucket: this would replace whatever others have set up there. If nobody has, or may lose it, say replace_notifications = true."
    }
  }
}
