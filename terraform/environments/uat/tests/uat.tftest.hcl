mock_provider "aws" {
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-west-1:111111111111:key/made" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111111111111:role/made" }
  }
  mock_resource "aws_ecs_cluster" {
    defaults = { id = "arn:aws:ecs:eu-west-1:111111111111:cluster/made" }
  }
  mock_resource "aws_ecs_task_definition" {
    defaults = { arn = "arn:aws:ecs:eu-west-1:111111111111:task-definition/made:1" }
  }
  mock_resource "aws_appautoscaling_policy" {
    defaults = { arn = "arn:aws:autoscaling:eu-west-1:111111111111:scalingPolicy:1:resource/ecs/service/a/b:policyName/c" }
  }
  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:eu-west-1:111111111111:made", url = "https://sqs.eu-west-1.amazonaws.com/111111111111/made" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-west-1:111111111111:log-group:made" }
  }
}

mock_provider "databricks" {
  mock_resource "databricks_storage_credential" {
    defaults = { aws_iam_role = { external_id = "ext-1", unity_catalog_iam_arn = "arn:aws:iam::414351767826:role/uc" } }
  }
}

mock_provider "databricks" {
  alias = "account"
}

variables {
  iam_wait_seconds = 0
  bronze_jar       = "../../modules/databricks/tests/files/bronze.jar"
}

run "all_of_it" {
  command = apply
  assert {
    condition     = output.landing_root == "s3://acme-uat-landing/landfall" && module.config.bronze.catalog == "uat"
    error_message = "The landing area and the catalog are this environment's."
  }
  assert {
    condition     = toset(keys(output.job_ids)) == toset(["continuous", "daily_0200", "daily_0230", "every_15m", "ledger", "maintenance"]) && length(module.config.tables) == 10
    error_message = "A job per cadence."
  }
  assert {
    condition     = module.aws.unity_catalog_role_arn == "arn:aws:iam::111111111111:role/inventory-uat-unity-catalog"
    error_message = "Names say which environment they belong to."
  }
  assert {
    condition     = output.secret_scope == "inventory-uat" && output.cluster_and_service.service == "inventory-uat"
    error_message = "Names say which environment they belong to."
  }
}

# Whoever sets something up anew has no tables; the second apply has.
run "the_second_apply" {
  command = apply
  variables {
    tables_exist = true
  }
  assert {
    condition     = output.warehouse_id != null
    error_message = "Alerts need a warehouse."
  }
}

# As landfall.yaml's ${databricks:scope/key} references need it.
run "the_service_may_read_its_secrets" {
  command = apply
  variables {
    secret_readers = ["44444444-4444-4444-4444-444444444444"]
  }
  assert {
    condition     = module.databricks.secret_rights == { "44444444-4444-4444-4444-444444444444" = "READ" }
    error_message = "The service's principal reads the secret scope, and does no more."
  }
}

run "a_queue_that_terraform_makes" {
  command = apply
  variables {
    file_events = "provided_sqs"
  }
  assert {
    condition     = module.aws.file_event_queue_url == "https://sqs.eu-west-1.amazonaws.com/111111111111/made"
    error_message = "The location reads Terraform's queue."
  }
}

run "what_the_modules_offer" {
  command = apply
  variables {
    config_file           = "tests/files/many.yaml"
    secret_arns           = ["arn:aws:secretsmanager:eu-west-1:111111111111:secret:registry-AbCdEf"]
    create_bucket         = false
    create_catalog        = false
    state                 = "efs"
    tasks                 = { least = 1, most = 1 }
    cpu                   = 4096
    memory                = 16384
    compute               = { mode = "serverless" }
    budget_policy_id      = "policy-1"
    partition             = "aws-us-gov"
    alarms                = false
    masked_rules          = ["mask", "hash"]
    dashboard_folder      = "/Landfall"
    log_kms_key_arn       = "arn:aws-us-gov:kms:us-gov-west-1:111111111111:key/log"
    environment_variables = {}
    secrets               = {}
  }
  assert {
    condition     = module.service.size.vcpu == 4 && module.service.size.memory_gib == 16
    error_message = "Tasks are as large as asked for."
  }
  assert {
    condition     = startswith(module.aws.unity_catalog_role_arn, "arn:aws-us-gov:")
    error_message = "Names are of this partition."
  }
  assert {
    condition     = length(module.config.tables) == 11
    error_message = "More topics than an alarm looks at."
  }
}

run "the_topics_to_scale_by_are_chosen" {
  command = apply
  variables {
    config_file           = "tests/files/many.yaml"
    secret_arns           = ["arn:aws:secretsmanager:eu-west-1:111111111111:secret:registry-AbCdEf"]
    lag_metric            = { namespace = "Kafka", name = "MaxOffsetLag", dimensions = { Cluster = "main" } }
    lag_topics            = ["t1", "t2"]
    environment_variables = {}
    secrets               = {}
  }
  assert {
    condition     = toset(keys(local.consumer_groups)) == toset(["t1", "t2"])
    error_message = "Those with most records."
  }
}

run "secrets_that_the_service_reads_are_named" {
  command = plan
  variables {
    config_file           = "tests/files/many.yaml"
    environment_variables = {}
    secrets               = {}
  }
  expect_failures = [output.landing_root]
}

# The README's table is made from these numbers.
run "the_example_is_as_the_readme_says" {
  command = plan
  assert {
    condition     = output.estimated_monthly_cost == 1156.46 && length(output.missing_prices) == 0
    error_message = "The README's sum is stale."
  }
}

run "bad_input_is_refused" {
  command = plan
  variables {
    account_id      = "acme"
    region          = "Ireland"
    databricks_host = "acme.cloud.databricks.com/"
  }
  expect_failures = [var.account_id, var.region, var.databricks_host]
}
