# The same file in each environment; what differs is in terraform.tfvars and backend.tf.
terraform {
  required_version = ">= 1.10.0"
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
  region              = var.region
  allowed_account_ids = [var.account_id]
}

# Logs in by DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET, or whatever else its documentation names.
provider "databricks" {
  host = var.databricks_host
}

# For the budget, which belongs to the account; it logs in as the other does, and only if there is a budget.
provider "databricks" {
  alias      = "account"
  host       = "https://accounts.cloud.databricks.com"
  account_id = var.databricks_account_id
}

module "config" {
  source      = "../../modules/config"
  file        = var.config_file
  environment = var.environment
}

locals {
  name = "${module.config.application}-${var.environment}"
  tags = merge({ application = module.config.application, environment = var.environment }, var.tags)
  # Two tables may read one topic; the lag of one of them will do.
  consumer_groups = {
    for topic, groups in { for t in values(module.config.tables) : t.topic => t.consumer_group... } :
    topic => groups[0] if length(var.lag_topics) == 0 || contains(var.lag_topics, topic)
  }
}

module "aws" {
  source                    = "../../modules/aws"
  name                      = local.name
  account_id                = var.account_id
  partition                 = var.partition
  bucket                    = module.config.landing.bucket
  prefix                    = module.config.landing.prefix
  tables                    = keys(module.config.tables)
  former_tables             = var.former_tables
  expire_days               = var.expire_days
  max_downtime_days         = var.max_downtime_days
  file_events               = var.file_events
  replace_notifications     = var.replace_notifications
  unity_catalog_external_id = module.databricks.external_id
  unity_catalog_iam_arn     = module.databricks.unity_catalog_iam_arn
  alarms                    = var.alarms
  alarm_topic_arns          = var.alarm_topic_arns
  quiet_minutes             = var.quiet_minutes
  monthly_budget_usd        = var.monthly_budget_usd.aws
  budget_emails             = var.budget_emails
  tags                      = local.tags
  create_bucket             = var.create_bucket
  kms_key_arn               = var.kms_key_arn
  versioning                = var.versioning
  secret_arns               = var.secret_arns
}

module "databricks" {
  source               = "../../modules/databricks"
  application          = module.config.application
  environment          = var.environment
  landing_root         = module.config.landing.root
  catalog              = module.config.bronze.catalog
  schema               = module.config.bronze.schema
  tables               = { for name, t in module.config.tables : name => { topic = t.topic, protected = t.protected } }
  jobs                 = module.config.jobs
  config_file          = var.config_file
  bronze_jar           = var.bronze_jar
  storage_role_arn     = module.aws.unity_catalog_role_arn
  storage_role_ready   = module.aws.unity_catalog_role_ready
  iam_wait_seconds     = var.iam_wait_seconds
  kms_key_arn          = module.aws.kms_key_arn
  file_event_queue_url = module.aws.file_event_queue_url
  ingest_principal     = var.ingest_principal
  maintenance_at       = var.maintenance_at
  ledger_minutes       = var.ledger_minutes
  readers              = var.readers
  auditors             = var.auditors
  operators            = var.operators
  unmasked             = var.unmasked
  secret_readers       = var.secret_readers
  compute              = var.compute
  paused               = var.paused
  tables_exist         = var.tables_exist
  new_tables           = var.new_tables
  create_tag_policy    = var.create_tag_policy
  mask                 = var.mask
  mask_function        = var.mask_function
  masked_rules         = var.masked_rules
  destinations         = var.destinations
  create_warehouse     = var.create_warehouse
  tags                 = local.tags
  create_catalog       = var.create_catalog
  create_schema        = var.create_schema
  catalog_storage_root = var.catalog_storage_root
  warehouse_id         = var.warehouse_id
  dashboard_folder     = var.dashboard_folder
  budget_policy_id     = var.budget_policy_id
  slow_minutes         = var.slow_minutes
  timeout_minutes      = var.timeout_minutes
  backlog_files        = var.backlog_files
  waiting_minutes      = var.waiting_minutes
  arrival_seconds      = var.arrival_seconds
}

module "service" {
  source                        = "../../modules/service"
  name                          = local.name
  environment                   = var.environment
  account_id                    = var.account_id
  region                        = var.region
  vpc_id                        = var.vpc_id
  subnet_ids                    = var.subnet_ids
  image                         = var.image
  image_repository_arn          = var.image_repository_arn
  task_role_arn                 = module.aws.service_role_arn
  task_role_name                = module.aws.service_role_name
  config_file                   = var.config_file
  port                          = module.config.port
  required_variables            = module.config.references.env
  environment_variables         = var.environment_variables
  secrets                       = var.secrets
  tasks                         = var.tasks
  bootstrap_servers             = var.bootstrap_servers
  msk                           = var.msk
  kafka_cidrs                   = var.kafka_cidrs
  https_cidrs                   = var.https_cidrs
  s3_prefix_list_id             = var.s3_prefix_list_id
  monitoring_security_group_ids = var.monitoring_security_group_ids
  consumer_groups               = local.consumer_groups
  lag_metric                    = var.lag_metric
  alarm_topic_arns              = var.alarm_topic_arns
  tags                          = local.tags
  cpu                           = var.cpu
  memory                        = var.memory
  architecture                  = var.architecture
  state                         = var.state
  ephemeral_gib                 = var.ephemeral_gib
  log_days                      = var.log_days
  log_kms_key_arn               = var.log_kms_key_arn
  lag                           = var.lag
  secret_kms_key_arns           = var.secret_kms_key_arns
}

module "budget" {
  source             = "../../modules/budget"
  count              = var.monthly_budget_usd.databricks == null ? 0 : 1
  providers          = { databricks = databricks.account }
  name               = local.name
  monthly_budget_usd = var.monthly_budget_usd.databricks
  emails             = var.budget_emails
}

module "cost" {
  source  = "../../modules/cost"
  service = module.service.size
  jobs = merge(
    { for key, job in module.config.jobs : key => { runs_a_day = job.runs_a_day } },
    { for at in var.maintenance_at[*] : "maintenance" => { runs_a_day = 1 } },
    { for minutes in var.ledger_minutes[*] : "ledger" => { runs_a_day = 1440 / minutes } },
  )
  compute     = { mode = var.compute.mode, workers = var.compute.workers }
  warehouse   = var.create_warehouse
  expire_days = var.expire_days
  expected    = var.expected
  unit_prices = var.unit_prices
}
