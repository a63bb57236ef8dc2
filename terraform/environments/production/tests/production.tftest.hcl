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
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-west-1:222222222222:log-group:made" }
  }
}

mock_provider "databricks" {
  mock_resource "databricks_storage_credential" {
    defaults = { aws_iam_role = { external_id = "ext-1", unity_catalog_iam_arn = "arn:aws:iam::414351767826:role/uc" } }
  }
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
    condition     = toset(keys(output.job_ids)) == toset(["continuous", "daily_0200", "daily_0230", "every_15m", "maintenance"]) && length(module.config.tables) == 10
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
