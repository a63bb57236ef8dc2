# S3 counts requests only when it is asked to.
resource "aws_s3_bucket_metric" "landing" {
  count  = var.alarms ? 1 : 0
  bucket = var.bucket
  name   = "${var.name}-landing"
  filter {
    prefix = "${var.prefix}/"
  }
  depends_on = [aws_s3_bucket.landing]
}

locals {
  request_metrics = { BucketName = var.bucket, FilterId = "${var.name}-landing" }
  alarms = !var.alarms ? {} : merge(
    {
      nothing-lands = {
        description = "No object was put below the landing root for ${var.quiet_minutes} minutes: the service is down, or nothing reaches Kafka."
        namespace   = "AWS/S3"
        metric      = "PutRequests"
        statistic   = "Sum"
        comparison  = "LessThanThreshold"
        threshold   = 1
        minutes     = var.quiet_minutes
        missing     = "breaching"
        dimensions  = local.request_metrics
      }
      s3-errors = {
        description = "S3 answers with server errors: segments wait, and with them Kafka's offsets."
        namespace   = "AWS/S3"
        metric      = "5xxErrors"
        statistic   = "Sum"
        comparison  = "GreaterThanThreshold"
        threshold   = 100
        minutes     = 5
        missing     = "notBreaching"
        dimensions  = local.request_metrics
      }
    },
    var.file_events == "managed_sqs" ? {} : {
      file-events-old = {
        description = "Databricks does not read the queue of file events."
        namespace   = "AWS/SQS"
        metric      = "ApproximateAgeOfOldestMessage"
        statistic   = "Maximum"
        comparison  = "GreaterThanThreshold"
        threshold   = 86400
        minutes     = 15
        missing     = "notBreaching"
        dimensions  = { QueueName = "${var.name}-file-events" }
      }
    },
  )
}

resource "aws_cloudwatch_metric_alarm" "landing" {
  for_each            = local.alarms
  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  statistic           = each.value.statistic
  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  period              = each.value.minutes * 60
  evaluation_periods  = 1
  treat_missing_data  = each.value.missing
  dimensions          = each.value.dimensions
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns
  tags                = local.tags
}
