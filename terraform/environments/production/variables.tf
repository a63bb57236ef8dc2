# What these mean is in the modules' own descriptions.

variable "environment" {
  description = "As in landfall.yaml."
  type        = string
}

variable "config_file" {
  description = "landfall.yaml."
  type        = string
  default     = "../../../src/examples/inventory/landfall.yaml"
}

variable "bronze_jar" {
  description = "The bronze job."
  type        = string
  default     = "../../../target/landfall-bronze-0.1.0.jar"
}

variable "image" {
  description = "The service's image."
  type        = string
}

variable "image_repository_arn" {
  description = "Its ECR repository."
  type        = string
  default     = null
}

variable "account_id" {
  description = "The AWS account; Terraform refuses to work in another."
  type        = string
  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account id has 12 digits."
  }
}

variable "region" {
  description = "The AWS region."
  type        = string
  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "The code of a region, such as eu-west-1."
  }
}

variable "partition" {
  description = "aws, aws-us-gov or aws-cn."
  type        = string
  default     = "aws"
}

variable "databricks_host" {
  description = "The workspace."
  type        = string
  validation {
    condition     = can(regex("^https://[^/]+$", var.databricks_host))
    error_message = "https://host, without a slash at its end."
  }
}

variable "vpc_id" {
  description = "The network."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets."
  type        = list(string)
}

variable "bootstrap_servers" {
  description = "Kafka's brokers, where they are there already."
  type        = string
  default     = null
}

variable "kafka_cidrs" {
  description = "Where they are."
  type        = list(string)
  default     = []
}

variable "msk" {
  description = "Makes an MSK cluster instead."
  type = object({
    kafka_version     = optional(string)
    instance_type     = optional(string)
    brokers           = optional(number)
    volume_gib        = optional(number)
    retention_hours   = optional(number)
    scram_secret_arns = list(string)
    acls_exist        = optional(bool)
  })
  default = null
}

variable "https_cidrs" {
  description = "Where the registry and the endpoints of AWS and Databricks are."
  type        = list(string)
}

variable "s3_prefix_list_id" {
  description = "S3's gateway endpoint."
  type        = string
  default     = null
}

variable "monitoring_security_group_ids" {
  description = "Who reads metrics."
  type        = list(string)
  default     = []
}

variable "environment_variables" {
  description = "Plain values for the references of landfall.yaml."
  type        = map(string)
  default     = {}
}

variable "secrets" {
  description = "Secret ones: ARNs."
  type        = map(string)
}

variable "tasks" {
  description = "How many tasks of the service."
  type        = object({ least = number, most = number })
}

variable "lag_metric" {
  description = "Where CloudWatch has the consumer lag."
  type        = object({ namespace = string, name = string, dimensions = map(string) })
  default     = null
}

variable "expire_days" {
  description = "Segments are removed after so many days."
  type        = number
  default     = 90
}

variable "max_downtime_days" {
  description = "The bronze job is never down for longer."
  type        = number
  default     = 30
}

variable "former_tables" {
  description = "Tables that are no longer in landfall.yaml, and whose segments still have to expire."
  type        = list(string)
  default     = []
}

variable "file_events" {
  description = "Who makes the queue of file events: managed_sqs is Databricks, provided_sqs is Terraform."
  type        = string
  default     = "managed_sqs"
}

variable "replace_notifications" {
  description = "With provided_sqs, all notifications of a bucket that is there already may be replaced."
  type        = bool
  default     = false
}

variable "quiet_minutes" {
  description = "For how long nothing may land before the alarm."
  type        = number
  default     = 60
}

variable "alarms" {
  description = "Whether to watch that segments land. It needs S3's request metrics, which cost money."
  type        = bool
  default     = true
}

variable "alarm_topic_arns" {
  description = "SNS topics for alarms."
  type        = list(string)
  default     = []
}

variable "ingest_principal" {
  description = "Application id of the service principal that runs the jobs."
  type        = string
}

variable "maintenance_at" {
  description = "When rows are deleted that are older than their table's retention."
  type        = string
  default     = "03:30"
}

variable "ledger_minutes" {
  description = "How often landed and ingested rows are compared; null: only by maintenance."
  type        = number
  default     = 60
}

variable "readers" {
  description = "Groups that read bronze tables."
  type        = list(string)
  default     = []
}

variable "auditors" {
  description = "Groups that read the audit log."
  type        = list(string)
  default     = []
}

variable "operators" {
  description = "Groups that start and cancel runs."
  type        = list(string)
  default     = []
}

variable "unmasked" {
  description = "Groups that see masked columns."
  type        = list(string)
  default     = []
}

variable "secret_readers" {
  description = "Who may read the secret scope: the service's principal."
  type        = list(string)
  default     = []
}

variable "compute" {
  description = "What the jobs run on."
  type = object({
    mode          = optional(string, "dedicated")
    spark_version = optional(string, "17.3.x-scala2.13")
    node_type_id  = optional(string, "m6gd.large")
    workers       = optional(number, 1)
    spot          = optional(bool, true)
    spark_conf    = optional(map(string), {})
  })
  default = {}
}

variable "paused" {
  description = "Makes jobs without starting them."
  type        = bool
  default     = false
}

variable "tables_exist" {
  description = "true after the first run of the jobs."
  type        = bool
  default     = false
}

variable "new_tables" {
  description = "Tables that have been added since, until the jobs have made them."
  type        = list(string)
  default     = []
}

variable "create_tag_policy" {
  description = "In one environment only."
  type        = bool
}

variable "mask" {
  description = "Masks what protection leaves readable in part."
  type        = bool
  default     = true
}

variable "mask_function" {
  description = "A masking function that is there already."
  type        = string
  default     = null
}

variable "masked_rules" {
  description = "Columns with these protections are masked: they leave something readable."
  type        = list(string)
  default     = ["mask", "encrypt_email"]
}

variable "destinations" {
  description = "Whom to tell."
  type = map(object({
    emails        = optional(list(string))
    slack_url     = optional(string)
    pagerduty_key = optional(string)
    teams_url     = optional(string)
    webhook_url   = optional(string)
  }))
  default   = {}
  sensitive = true
}

variable "create_warehouse" {
  description = "For alerts, dashboard and reconcile."
  type        = bool
  default     = true
}

variable "monthly_budget_usd" {
  description = "What a month should cost, on AWS's bill and on Databricks'; without a sum there is no budget."
  type        = object({ aws = optional(number), databricks = optional(number) })
  default     = {}
}

variable "budget_emails" {
  description = "Who is told at 20 % more."
  type        = list(string)
  default     = []
}

variable "databricks_account_id" {
  description = "The Databricks account, for its budget."
  type        = string
  default     = null
  validation {
    condition     = var.monthly_budget_usd.databricks == null || var.databricks_account_id != null
    error_message = "A budget belongs to an account."
  }
}

variable "expected" {
  description = "The load, for an estimate of the cost."
  type = object({
    segments_a_day        = number
    landed_gb_a_day       = number
    run_minutes           = number
    dbu_an_hour           = number
    warehouse_hours_a_day = optional(number, 0)
    warehouse_dbu_an_hour = optional(number, 0)
  })
  default = null
}

variable "unit_prices" {
  description = "Your prices in USD, by the names of modules/cost/README.md."
  type        = map(number)
  default     = {}
}

variable "iam_wait_seconds" {
  description = "For IAM to show a new role everywhere."
  type        = number
  default     = 60
}

variable "tags" {
  description = "Tags of everything."
  type        = map(string)
  default     = {}
}

variable "create_bucket" {
  description = "false: the bucket is there already."
  type        = bool
  default     = true
}

variable "kms_key_arn" {
  description = "The key of a bucket that is there already."
  type        = string
  default     = null
}

variable "versioning" {
  description = "Keep what people overwrite or delete for 7 days."
  type        = bool
  default     = true
}

variable "secret_arns" {
  description = "Secrets of AWS that the service reads itself, for $${aws:...} references."
  type        = list(string)
  default     = []
}

variable "secret_kms_key_arns" {
  description = "Keys of secrets, where they are not AWS's own."
  type        = list(string)
  default     = []
}

variable "create_catalog" {
  description = "false: the catalog is there already."
  type        = bool
  default     = true
}

variable "create_schema" {
  description = "false: the bronze schema is there already."
  type        = bool
  default     = true
}

variable "catalog_storage_root" {
  description = "Where a new catalog keeps its managed tables; null: the metastore's place."
  type        = string
  default     = null
}

variable "warehouse_id" {
  description = "One that is there already."
  type        = string
  default     = null
}

variable "dashboard_folder" {
  description = "A workspace folder that is there already."
  type        = string
  default     = "/Shared"
}

variable "budget_policy_id" {
  description = "Carries the cost tags of serverless runs."
  type        = string
  default     = null
}

variable "slow_minutes" {
  description = "A run that is not continuous is reported after so long."
  type        = number
  default     = 30
}

variable "timeout_minutes" {
  description = "And stopped after so long."
  type        = number
  default     = 120
}

variable "backlog_files" {
  description = "A continuous run is reported when so many segments wait."
  type        = number
  default     = 1000
}

variable "waiting_minutes" {
  description = "So long a segment may wait to be ingested before somebody is told."
  type        = number
  default     = 60
}

variable "arrival_seconds" {
  description = "With on_arrival, the least time between two runs."
  type        = number
  default     = 60
}

variable "cpu" {
  description = "CPU units of a task; 1024 are one processor."
  type        = number
  default     = 2048
}

variable "memory" {
  description = "Memory of a task in MiB."
  type        = number
  default     = 8192
}

variable "architecture" {
  description = "Of the image: X86_64 or ARM64."
  type        = string
  default     = "X86_64"
}

variable "state" {
  description = "ephemeral, or efs."
  type        = string
  default     = "ephemeral"
}

variable "ephemeral_gib" {
  description = "Disk of a task."
  type        = number
  default     = 50
}

variable "log_days" {
  description = "How long the log is kept."
  type        = number
  default     = 30
}

variable "log_kms_key_arn" {
  description = "The log's own key; null: AWS's."
  type        = string
  default     = null
}

variable "lag" {
  description = "When a task is added, and when one is removed."
  type        = object({ high = number, low = number })
  default     = { high = 500000, low = 10000 }
}

variable "lag_topics" {
  description = "The topics whose lag decides, 10 at the most; empty: all."
  type        = list(string)
  default     = []
}
