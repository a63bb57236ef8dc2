mock_provider "aws" {
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/made" }
  }
}

mock_provider "databricks" {
  mock_resource "databricks_storage_credential" {
    defaults = { aws_iam_role = { external_id = "ext-1", unity_catalog_iam_arn = "arn:aws:iam::414351767826:role/uc" } }
  }
}

variables {
  account_id       = "123456789012"
  ingest_principal = "11111111-2222-3333-4444-555555555555"
  bronze_jar       = "../../modules/databricks/tests/files/bronze.jar"
  iam_wait_seconds = 0
}

run "what_is_there_stays_as_it_is" {
  command = apply
  assert {
    condition     = length(output.job_ids) == 6 && output.service_role_arn == "arn:aws:iam::123456789012:role/made"
    error_message = "Jobs and a role for the service."
  }
  assert {
    condition     = module.aws.kms_key_arn == null && module.aws.file_event_queue_url == null && module.databricks.warehouse_id == null
    error_message = "No key, no queue, no warehouse."
  }
}
