# Scales on the largest consumer lag of the topics, one task at a time: each change moves partitions, and moved partitions pause.
locals {
  scaled     = var.tasks.most > var.tasks.least && (var.msk != null || var.lag_metric != null)
  lag_metric = var.lag_metric != null ? var.lag_metric : { namespace = "AWS/Kafka", name = "MaxOffsetLag", dimensions = { "Cluster Name" = var.name } }
  lag_topics = local.scaled ? { for i, topic in sort(keys(var.consumer_groups)) : "m${i}" => topic } : {}
  step = {
    high = { comparison = "GreaterThanThreshold", threshold = var.lag.high, minutes = 5, adjustment = 1, cooldown = 300 }
    low  = { comparison = "LessThanThreshold", threshold = var.lag.low, minutes = 30, adjustment = -1, cooldown = 900 }
  }
}

resource "aws_appautoscaling_target" "this" {
  count              = local.scaled ? 1 : 0
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.this.name}/${aws_ecs_service.this.name}"
  min_capacity       = var.tasks.least
  max_capacity       = var.tasks.most
}

resource "aws_appautoscaling_policy" "lag" {
  for_each           = local.scaled ? local.step : {}
  name               = "${var.name}-lag-${each.key}"
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.this[0].service_namespace
  scalable_dimension = aws_appautoscaling_target.this[0].scalable_dimension
  resource_id        = aws_appautoscaling_target.this[0].resource_id
  step_scaling_policy_configuration {
    adjustment_type         = "ChangeInCapacity"
    cooldown                = each.value.cooldown
    metric_aggregation_type = "Maximum"
    step_adjustment {
      scaling_adjustment          = each.value.adjustment
      metric_interval_lower_bound = each.key == "high" ? 0 : null
      metric_interval_upper_bound = each.key == "high" ? null : 0
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "lag" {
  for_each            = local.scaled ? local.step : {}
  alarm_name          = "${var.name}-lag-${each.key}"
  alarm_description   = "The largest consumer lag of ${var.name} is ${each.key}"
  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  evaluation_periods  = each.value.minutes
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.lag[each.key].arn]
  tags                = local.tags

  metric_query {
    id          = "lag"
    expression  = "MAX(METRICS())"
    return_data = true
  }
  dynamic "metric_query" {
    for_each = local.lag_topics
    content {
      id = metric_query.key
      metric {
        namespace   = local.lag_metric.namespace
        metric_name = local.lag_metric.name
        stat        = "Maximum"
        period      = 60
        dimensions  = merge(local.lag_metric.dimensions, { "Consumer Group" = var.consumer_groups[metric_query.value], Topic = metric_query.value })
      }
    }
  }
}

# Somebody should know when adding tasks is not enough, or when there are none.
locals {
  told = {
    few-tasks  = { namespace = "ECS/ContainerInsights", metric = "RunningTaskCount", comparison = "LessThanThreshold", threshold = var.tasks.least, text = "Fewer tasks run than should." }
    memory     = { namespace = "AWS/ECS", metric = "MemoryUtilization", comparison = "GreaterThanThreshold", threshold = 80, text = "Tasks need more than 80 % of their memory." }
    processors = { namespace = "AWS/ECS", metric = "CPUUtilization", comparison = "GreaterThanThreshold", threshold = 80, text = "Tasks need more than 80 % of their processors." }
  }
}

resource "aws_cloudwatch_metric_alarm" "service" {
  for_each            = local.told
  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.text
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  statistic           = "Average"
  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  period              = 60
  evaluation_periods  = 15
  treat_missing_data  = each.key == "few-tasks" ? "breaching" : "notBreaching"
  dimensions          = { ClusterName = aws_ecs_cluster.this.name, ServiceName = aws_ecs_service.this.name }
  alarm_actions       = var.alarm_topic_arns
  ok_actions          = var.alarm_topic_arns
  tags                = local.tags
}
