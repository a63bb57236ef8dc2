# The least there can be: a bucket and a catalog that exist already, and somebody who runs the service elsewhere.
# It makes two roles, the Unity Catalog objects, and the jobs. Nothing else; of the bucket only the notifications change, by Databricks.
terraform {
  required_version = ">= 1.9.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.80.0, < 6.0.0"
    }
    databricks = {
      source  = "databricks/databricks"
      version = ">= 1.99.0, < 2.0.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

provider "databricks" {}

variable "account_id" {
  description = "The AWS account."
  type        = string
}

variable "ingest_principal" {
  description = "Application id of the service principal that runs the jobs."
  type        = string
}

variable "config_file" {
  description = "landfall.yaml."
  type        = string
  default     = "../../../src/examples/inventory/landfall.yaml"
}

variable "bronze_jar" {
  description = "The bronze job; mvn -B package makes it."
  type        = string
  default     = "../../../target/landfall-bronze-0.1.0.jar"
}

variable "iam_wait_seconds" {
  description = "For IAM to show a new role everywhere."
  type        = number
  default     = 60
}

module "config" {
  source      = "../../modules/config"
  file        = var.config_file
  environment = "uat"
}

module "aws" {
  source                    = "../../modules/aws"
  name                      = "${module.config.application}-uat"
  account_id                = var.account_id
  bucket                    = module.config.landing.bucket
  prefix                    = module.config.landing.prefix
  tables                    = keys(module.config.tables)
  create_bucket             = false
  alarms                    = false
  unity_catalog_external_id = module.databricks.external_id
  unity_catalog_iam_arn     = module.databricks.unity_catalog_iam_arn
}

module "databricks" {
  source             = "../../modules/databricks"
  application        = module.config.application
  environment        = "uat"
  landing_root       = module.config.landing.root
  catalog            = module.config.bronze.catalog
  schema             = module.config.bronze.schema
  create_catalog     = false
  create_tag_policy  = false
  mask               = false # it needs a warehouse
  tables             = { for name, t in module.config.tables : name => { topic = t.topic, protected = t.protected } }
  jobs               = module.config.jobs
  config_file        = var.config_file
  bronze_jar         = var.bronze_jar
  storage_role_arn   = module.aws.unity_catalog_role_arn
  storage_role_ready = module.aws.unity_catalog_role_ready
  iam_wait_seconds   = var.iam_wait_seconds
  ingest_principal   = var.ingest_principal
}

output "service_role_arn" {
  description = "For whoever runs the service."
  value       = module.aws.service_role_arn
}

output "job_ids" {
  description = "The bronze jobs, by cadence."
  value       = module.databricks.job_ids
}
