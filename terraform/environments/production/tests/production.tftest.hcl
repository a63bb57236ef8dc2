mock_provider "aws" {
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-west-1:222222222222:key/made" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::222222222222:role/made" }
  }
  mock_resource "aws_ecs_cluster" {
    defaults = { id = "arn:aws:ecs:eu-west-1:222222222222:cluster/made" }
  }
  mock_resource "aws_ecs_task_definition" {
    defaults = { arn = "arn:aws:ecs:eu-west-1:222222222222:task-definition/made:1" }
  }
  mock_resource "aws_appautoscaling_policy" {
    defaults = { arn = "arn:aws:autoscaling:eu-west-1:222222222222:scalingPolicy:1:resource/ecs/service/a/b:policyName/c" }
  }
  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:eu-west-1:111111111111:made", url = "https://sqs.eu-west-1.amazonaws.com/111111111111/made" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-west-1:222222222222:log-group:made" }
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
    condition     = output.landing_root == "s3://acme-prod-landing/landfall" && module.config.bronze.catalog == "prod"
    error_message = "The landing area and the catalog are this environment's."
  }
  assert {
    condition     = toset(keys(output.job_ids)) == toset(["continuous", "daily_0200", "daily_0230", "every_15m", "ledger", "maintenance"]) && length(module.config.tables) == 10
    error_message = "A job per cadence."
  }
  assert {
    condition     = module.aws.unity_catalog_role_arn == "arn:aws:iam::222222222222:role/inventory-production-unity-catalog"
    error_message = "Names say which environment they belong to."
  }
  assert {
    condition     = output.secret_scope == "inventory-production" && output.cluster_and_service.service == "inventory-production"
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
    secret_readers = ["55555555-5555-5555-5555-555555555555"]
  }
  assert {
    condition     = module.databricks.secret_rights == { "55555555-5555-5555-5555-555555555555" = "READ" }
    error_message = "The service's principal reads the secret scope, and does no more."
  }
}

run "what_it_costs_is_known_before" {
  command = plan
  variables {
    databricks_account_id = "33333333-3333-3333-3333-333333333333"
    monthly_budget_usd    = { aws = 1000, databricks = 2000 }
    budget_emails         = ["owner@acme.example"]
    expected              = { segments_a_day = 10000, landed_gb_a_day = 5, run_minutes = 6, dbu_an_hour = 1, warehouse_hours_a_day = 8, warehouse_dbu_an_hour = 4 }
    # Not prices: ones, to see that nothing is left out.
    unit_prices = { for name in ["fargate_vcpu_hours", "fargate_memory_hours", "fargate_disk_hours", "s3_put_requests", "s3_gb_months", "job_node_hours", "job_dbu", "warehouse_dbu", "kms_keys"] : name => 1 }
  }
  assert {
    condition     = floor(output.estimated_monthly_cost) == floor(sum(values(output.monthly_quantities))) && length(output.missing_prices) == 0
    error_message = "A plan says what a month costs."
  }
  assert {
    condition     = output.monthly_quantities.fargate_vcpu_hours == var.tasks.least * 730 * 2 && output.monthly_quantities.s3_gb_months == 5 * var.expire_days && output.monthly_quantities.job_node_hours > 730 * (var.compute.workers + 1)
    error_message = "Quantities are this environment's."
  }
  assert {
    condition     = length(module.budget) == 1
    error_message = "Both bills have a budget."
  }
}

# The README's table is made from these numbers.
run "the_example_is_as_the_readme_says" {
  command = plan
  assert {
    condition = { for name, n in output.monthly_quantities : name => floor(n) } == {
      fargate_vcpu_hours   = 4380
      fargate_memory_hours = 17520
      fargate_disk_hours   = 65700
      s3_put_requests      = 912500
      s3_gb_months         = 180
      job_node_hours       = 3312
      job_dbu              = 3312
      warehouse_dbu        = 973
      msk_broker_hours     = 0
      msk_gb_months        = 0
      kms_keys             = 1
    }
    error_message = "The README's quantities are stale."
  }
  assert {
    condition = module.cost.by_quantity == {
      fargate_vcpu_hours   = 175.2
      fargate_memory_hours = 78.84
      fargate_disk_hours   = 7.23
      s3_put_requests      = 4.56
      s3_gb_months         = 4.14
      job_node_hours       = 662.48
      job_dbu              = 496.86
      warehouse_dbu        = 681.33
      msk_broker_hours     = 0
      msk_gb_months        = 0
      kms_keys             = 1
    }
    error_message = "The README's amounts are stale."
  }
  assert {
    condition     = output.estimated_monthly_cost == 2111.63 && length(output.missing_prices) == 0
    error_message = "The README's sum is stale."
  }
}

run "a_budget_belongs_to_an_account" {
  command = plan
  variables {
    monthly_budget_usd    = { databricks = 2000 }
    budget_emails         = ["owner@acme.example"]
    databricks_account_id = null
  }
  expect_failures = [var.databricks_account_id]
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
