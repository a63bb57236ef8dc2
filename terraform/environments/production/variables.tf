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
}

variable "region" {
  description = "The AWS region."
  type        = string
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
  description = "Kafka's brokers."
  type        = string
}

variable "kafka_cidrs" {
  description = "Where they are."
  type        = list(string)
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

variable "file_events" {
  description = "Who makes the queue of file events: managed_sqs is Databricks, provided_sqs is Terraform."
  type        = string
  default     = "managed_sqs"
}

variable "quiet_minutes" {
  description = "For how long nothing may land before the alarm."
  type        = number
  default     = 60
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

variable "compute" {
  description = "What the jobs run on."
  type = object({
    mode          = optional(string, "dedicated")
    spark_version = optional(string, "17.3.x-scala2.13")
    node_type_id  = optional(string, "m6gd.large")
    workers       = optional(number, 1)
    spot          = optional(bool, true)
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
