mock_provider "aws" {
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-west-1:123456789012:key/made" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/made" }
  }
  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:eu-west-1:123456789012:inventory-test-file-events", url = "https://sqs.eu-west-1.amazonaws.com/123456789012/inventory-test-file-events" }
  }
}

variables {
  name                      = "inventory-test"
  account_id                = "123456789012"
  bucket                    = "acme-landing"
  prefix                    = "landfall"
  tables                    = ["bz_orders", "bz_customers"]
  unity_catalog_external_id = "ext-1"
  unity_catalog_iam_arn     = "arn:aws:iam::414351767826:role/uc"
  secret_arns               = ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:registry-AbCdEf"]
  alarm_topic_arns          = ["arn:aws:sns:eu-west-1:123456789012:oncall"]
}

run "the_bucket_is_private_and_encrypted" {
  command = apply
  assert {
    condition     = alltrue([for b in aws_s3_bucket_public_access_block.landing : b.block_public_acls && b.block_public_policy && b.ignore_public_acls && b.restrict_public_buckets]) && length(aws_s3_bucket_public_access_block.landing) == 1
    error_message = "Public access is blocked in all four ways."
  }
  assert {
    condition     = one(aws_s3_bucket_ownership_controls.landing[0].rule).object_ownership == "BucketOwnerEnforced"
    error_message = "There are no ACLs."
  }
  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.landing[0].rule).apply_server_side_encryption_by_default[0].kms_master_key_id == aws_kms_key.landing[0].arn && one(aws_s3_bucket_server_side_encryption_configuration.landing[0].rule).apply_server_side_encryption_by_default[0].sse_algorithm == "aws:kms"
    error_message = "Objects are encrypted with the bucket's own key."
  }
  assert {
    condition     = aws_kms_key.landing[0].enable_key_rotation
    error_message = "The key rotates."
  }
  assert {
    condition     = !aws_s3_bucket.landing[0].force_destroy
    error_message = "Terraform must not delete a bucket with data in it."
  }
  assert {
    condition     = [for s in jsondecode(aws_s3_bucket_policy.landing[0].policy).Statement : [s.Effect, s.Condition.Bool["aws:SecureTransport"], length(s.Resource)] if s.Sid == "OnlyTls"] == [["Deny", "false", 2]]
    error_message = "What comes without TLS is denied, for the bucket and its objects."
  }
  assert {
    condition     = [for s in jsondecode(aws_s3_bucket_policy.landing[0].policy).Statement : [s.Effect, s.Action, s.Condition.Null["s3:if-none-match"], s.Resource] if s.Sid == "OnlyCreate"] == [["Deny", "s3:PutObject", "true", "arn:aws:s3:::acme-landing/landfall/*"]]
    error_message = "What would overwrite is denied."
  }
}

run "segments_expire_and_uploads_are_aborted" {
  command = apply
  assert {
    condition     = [for r in aws_s3_bucket_lifecycle_configuration.landing[0].rule : r.abort_incomplete_multipart_upload[0].days_after_initiation if r.id == "abort-incomplete-uploads" && r.status == "Enabled"] == [1]
    error_message = "Incomplete uploads are aborted after a day."
  }
  assert {
    condition     = { for r in aws_s3_bucket_lifecycle_configuration.landing[0].rule : r.filter[0].prefix => r.expiration[0].days if startswith(r.id, "expire-") } == { "landfall/bz_orders/" = 90, "landfall/bz_customers/" = 90 }
    error_message = "Each table's segments expire, and nothing else."
  }
  assert {
    condition     = [for r in aws_s3_bucket_lifecycle_configuration.landing[0].rule : r.expiration[0].days if try(r.filter[0].prefix, "") == "landfall/_landfall/doctor-"] == [1]
    error_message = "What the doctor wrote does not stay."
  }
}

run "segments_of_a_table_that_is_gone_still_expire" {
  command = plan
  variables {
    former_tables = ["bz_returns"]
  }
  assert {
    condition     = { for r in aws_s3_bucket_lifecycle_configuration.landing[0].rule : r.id => r.expiration[0].days if startswith(r.id, "expire-") } == { expire-bz_orders = 90, expire-bz_customers = 90, expire-bz_returns = 90 }
    error_message = "Its rule stays."
  }
}

run "the_service_puts_and_reads_below_the_root_only" {
  command = apply
  assert {
    condition     = toset(flatten([for s in jsondecode(aws_iam_role_policy.service.policy).Statement : s.Action])) == toset(["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload", "s3:ListBucket", "kms:GenerateDataKey", "kms:Decrypt", "secretsmanager:GetSecretValue"])
    error_message = "The service has these rights and no other; none to delete."
  }
  assert {
    condition     = [for s in jsondecode(aws_iam_role_policy.service.policy).Statement : s.Resource if s.Sid == "PutAndReadSegments"] == ["arn:aws:s3:::acme-landing/landfall/*"]
    error_message = "Objects below the landing root only."
  }
  assert {
    condition     = [for s in jsondecode(aws_iam_role_policy.service.policy).Statement : s.Condition.StringLikeIfExists["s3:prefix"] if s.Sid == "ListSegments"] == ["landfall/*"]
    error_message = "Listings below the landing root only."
  }
  assert {
    condition     = !strcontains(aws_iam_role_policy.service.policy, "\"Resource\":\"*\"")
    error_message = "No statement is about everything."
  }
  assert {
    condition     = jsondecode(aws_iam_role.service.assume_role_policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "123456789012"
    error_message = "Only tasks of this account assume the role."
  }
}

run "unity_catalog_assumes_itself_and_only_reads" {
  command = apply
  assert {
    condition     = [for s in jsondecode(aws_iam_role.unity_catalog.assume_role_policy).Statement : s.Condition.StringEquals["sts:ExternalId"]] == ["ext-1", "ext-1"]
    error_message = "Both ways to assume the role need the external id."
  }
  assert {
    condition     = jsondecode(aws_iam_role.unity_catalog.assume_role_policy).Statement[1].Condition.ArnLike["aws:PrincipalArn"] == "arn:aws:iam::123456789012:role/inventory-test-unity-catalog" && aws_iam_role.unity_catalog.name == "inventory-test-unity-catalog"
    error_message = "The role may assume itself."
  }
  assert {
    condition     = alltrue([for s in jsondecode(aws_iam_role_policy.unity_catalog.policy).Statement : !anytrue([for a in flatten([s.Action]) : contains(["s3:PutObject", "s3:DeleteObject", "s3:*", "*"], a)])])
    error_message = "Unity Catalog must not write or delete segments."
  }
  assert {
    condition     = length(setsubtract(["ManagedFileEventsSetupStatement", "ManagedFileEventsListStatement", "ManagedFileEventsTeardownStatement"], [for s in jsondecode(aws_iam_role_policy.unity_catalog.policy).Statement : s.Sid])) == 0
    error_message = "Without these three statements file events silently do not work."
  }
  assert {
    condition     = length(aws_s3_bucket_notification.landing) == 0 && length(aws_sqs_queue.file_events) == 0
    error_message = "With managed_sqs the bucket's notification belongs to Databricks."
  }
  assert {
    condition     = output.unity_catalog_role_arn == "arn:aws:iam::123456789012:role/inventory-test-unity-catalog"
    error_message = "The ARN is known before the role is."
  }
}

run "a_queue_of_our_own" {
  command = apply
  variables {
    file_events = "provided_sqs"
  }
  assert {
    condition     = aws_s3_bucket_notification.landing["landing"].queue[0].filter_prefix == "landfall/" && aws_s3_bucket_notification.landing["landing"].queue[0].queue_arn == aws_sqs_queue.file_events["landing"].arn
    error_message = "The bucket tells the queue about the landing area."
  }
  assert {
    condition     = jsondecode(aws_sqs_queue_policy.file_events["landing"].policy).Statement[0].Condition.ArnEquals["aws:SourceArn"] == "arn:aws:s3:::acme-landing"
    error_message = "Only this bucket may send."
  }
  assert {
    condition     = !strcontains(aws_iam_role_policy.unity_catalog.policy, "csms-") && !strcontains(aws_iam_role_policy.unity_catalog.policy, "PutBucketNotification") && strcontains(aws_iam_role_policy.unity_catalog.policy, "sqs:ReceiveMessage")
    error_message = "Databricks reads the queue, and makes none."
  }
  assert {
    condition     = output.file_event_queue_url == aws_sqs_queue.file_events["landing"].url && contains(keys(aws_cloudwatch_metric_alarm.landing), "file-events-old")
    error_message = "The queue is known, and watched."
  }
}

run "a_bucket_that_is_there_already" {
  command = apply
  variables {
    create_bucket = false
  }
  assert {
    condition     = length(aws_s3_bucket.landing) + length(aws_s3_bucket_policy.landing) + length(aws_s3_bucket_lifecycle_configuration.landing) + length(aws_kms_key.landing) == 0
    error_message = "Its encryption, policy and lifecycle are its owner's."
  }
  assert {
    condition     = length(aws_s3_bucket_notification.landing) == 0 && aws_s3_bucket_metric.landing[0].bucket == "acme-landing"
    error_message = "Terraform adds a metric filter for the alarms, and with managed_sqs leaves notifications to Databricks."
  }
  assert {
    condition     = !strcontains(aws_iam_role_policy.service.policy, "kms:")
    error_message = "Without a key there is no right to a key."
  }
}

run "notifications_of_others_stay" {
  command = plan
  variables {
    create_bucket = false
    file_events   = "provided_sqs"
  }
  expect_failures = [aws_s3_bucket_notification.landing]
}

run "notifications_are_replaced_if_somebody_says_so" {
  command = apply
  variables {
    create_bucket         = false
    file_events           = "provided_sqs"
    replace_notifications = true
  }
  assert {
    condition     = length(aws_s3_bucket_notification.landing) == 1
    error_message = "The bucket tells the queue."
  }
}

run "alarms_go_to_people" {
  command = apply
  assert {
    condition     = toset(keys(aws_cloudwatch_metric_alarm.landing)) == toset(["nothing-lands", "s3-errors"]) && alltrue([for a in aws_cloudwatch_metric_alarm.landing : a.alarm_actions == toset(["arn:aws:sns:eu-west-1:123456789012:oncall"])])
    error_message = "Both alarms, to the topic."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.landing["nothing-lands"].treat_missing_data == "breaching"
    error_message = "No data is what the alarm is about."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.landing["nothing-lands"].dimensions.FilterId == aws_s3_bucket_metric.landing[0].name
    error_message = "The alarm looks at the filter that exists."
  }
}

run "a_budget_tells_somebody" {
  command = apply
  variables {
    monthly_budget_usd = 1000
    budget_emails      = ["owner@example.org"]
  }
  assert {
    condition     = "${aws_budgets_budget.this[0].limit_amount} ${aws_budgets_budget.this[0].limit_unit} ${aws_budgets_budget.this[0].time_unit}" == "1000 USD MONTHLY"
    error_message = "The budget of a month."
  }
  assert {
    condition     = { for n in aws_budgets_budget.this[0].notification : n.notification_type => "${n.comparison_operator} ${n.threshold} ${n.threshold_type}" } == { ACTUAL = "GREATER_THAN 120 PERCENTAGE", FORECASTED = "GREATER_THAN 120 PERCENTAGE" }
    error_message = "At 20 % more, as foreseen and as it is."
  }
  assert {
    condition     = one(aws_budgets_budget.this[0].cost_filter).values[0] == join("$", ["user:landfall", aws_s3_bucket.landing[0].tags.landfall])
    error_message = "It counts what carries the tag."
  }
}

run "without_a_sum_there_is_no_budget" {
  command = plan
  assert {
    condition     = length(aws_budgets_budget.this) == 0
    error_message = "Nobody said how much."
  }
}

run "a_budget_that_tells_nobody_is_refused" {
  command = plan
  variables {
    monthly_budget_usd = 1000
  }
  expect_failures = [var.budget_emails]
}

run "bad_input_is_refused" {
  command = plan
  variables {
    name               = "Inventory"
    account_id         = "1234"
    bucket             = "acme.landing"
    prefix             = "landfall/"
    tables             = ["Orders"]
    former_tables      = ["Returns/"]
    partition          = "azure"
    file_events        = "none"
    max_downtime_days  = 1
    quiet_minutes      = 2000
    monthly_budget_usd = 0
    budget_emails      = ["owner@example.org"]
    secret_arns        = ["*"]
    alarm_topic_arns   = ["oncall@example.org"]

    unity_catalog_external_id = ""
    unity_catalog_iam_arn     = "*"
  }
  expect_failures = [
    var.name, var.account_id, var.bucket, var.prefix, var.tables, var.former_tables, var.partition, var.file_events, var.max_downtime_days,
    var.quiet_minutes, var.monthly_budget_usd, var.secret_arns, var.alarm_topic_arns, var.unity_catalog_external_id, var.unity_catalog_iam_arn,
  ]
}

run "segments_must_outlive_any_downtime" {
  command = plan
  variables {
    expire_days       = 30
    max_downtime_days = 30
  }
  expect_failures = [var.expire_days]
}

run "a_new_bucket_has_a_key_of_its_own" {
  command = plan
  variables {
    kms_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/other"
  }
  expect_failures = [var.kms_key_arn]
}
