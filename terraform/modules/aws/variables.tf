variable "name" {
  description = "Start of all names, such as inventory-uat."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,40}$", var.name))
    error_message = "2 to 41 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "account_id" {
  description = "The AWS account."
  type        = string
  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account id has 12 digits."
  }
}

variable "partition" {
  description = "aws, aws-us-gov or aws-cn."
  type        = string
  default     = "aws"
  validation {
    condition     = contains(["aws", "aws-us-gov", "aws-cn"], var.partition)
    error_message = "aws, aws-us-gov or aws-cn."
  }
}

variable "bucket" {
  description = "The landing bucket, from landing.root."
  type        = string
  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.bucket))
    error_message = "3 to 63 lower-case letters, digits and hyphens; no dots, for Databricks refuses them."
  }
}

variable "prefix" {
  description = "The folder in the bucket below which segments land, from landing.root."
  type        = string
  validation {
    condition     = can(regex("^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$", var.prefix))
    error_message = "Not empty, no slash at either end, no '=' (Spark would take it for a partition)."
  }
}

variable "tables" {
  description = "The tables; the segments of each expire."
  type        = list(string)
  validation {
    condition     = length(var.tables) > 0 && alltrue([for name in var.tables : can(regex("^[a-z][a-z0-9_]{0,62}$", name))])
    error_message = "At least one, all in lower snake case."
  }
}

variable "former_tables" {
  description = "Tables that are no longer in landfall.yaml, and whose segments still have to expire."
  type        = list(string)
  default     = []
  validation {
    condition     = alltrue([for name in var.former_tables : can(regex("^[a-z][a-z0-9_]{0,62}$", name))])
    error_message = "All in lower snake case."
  }
}

variable "create_bucket" {
  description = "false: the bucket is there, and its encryption, lifecycle and policy are its owner's business."
  type        = bool
  default     = true
}

variable "kms_key_arn" {
  description = "The key of a bucket that is there already; null if it has none."
  type        = string
  default     = null
  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "The ARN of a key, not of an alias."
  }
  validation {
    condition     = var.kms_key_arn == null || !var.create_bucket
    error_message = "A new bucket gets a key of its own."
  }
}

variable "versioning" {
  description = "Keep what people overwrite or delete for 7 days."
  type        = bool
  default     = true
}

variable "expire_days" {
  description = "Segments are removed so many days after they landed. Must be longer than max_downtime_days: what expires before the bronze job read it is lost."
  type        = number
  default     = 90
  validation {
    condition     = var.expire_days == floor(var.expire_days) && var.expire_days > var.max_downtime_days
    error_message = "A whole number of days, more than max_downtime_days."
  }
}

variable "max_downtime_days" {
  description = "For how long the bronze job may be down or broken at the worst."
  type        = number
  default     = 30
  validation {
    condition     = var.max_downtime_days >= 7
    error_message = "At least 7 days: nobody finds and mends everything within a week."
  }
}

variable "unity_catalog_external_id" {
  description = "Of the storage credential: output of the module databricks."
  type        = string
  validation {
    condition     = can(regex("^[A-Za-z0-9_+=,.@:/-]{2,}$", var.unity_catalog_external_id))
    error_message = "An external id: without one anybody's workspace could assume the role."
  }
}

variable "unity_catalog_iam_arn" {
  description = "Who assumes the storage credential's role: output of the module databricks."
  type        = string
  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[^*]+$", var.unity_catalog_iam_arn))
    error_message = "The ARN of a role."
  }
}

variable "file_events" {
  description = "managed_sqs: Databricks makes topics and queues named csms-* itself. provided_sqs: this module makes the queue and owns all notifications of the bucket."
  type        = string
  default     = "managed_sqs"
  validation {
    condition     = contains(["managed_sqs", "provided_sqs"], var.file_events)
    error_message = "managed_sqs or provided_sqs."
  }
}

variable "replace_notifications" {
  description = "true: with provided_sqs, all notifications of a bucket that is there already may be replaced by that to the queue."
  type        = bool
  default     = false
}

variable "service_principal" {
  description = "Who runs the service."
  type        = string
  default     = "ecs-tasks.amazonaws.com"
}

variable "secret_arns" {
  description = "Secrets of AWS Secrets Manager that the service reads itself, for $${aws:...} references."
  type        = list(string)
  default     = []
  validation {
    condition     = alltrue([for arn in var.secret_arns : can(regex("^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[^*]+$", arn))])
    error_message = "ARNs of secrets, without wildcards."
  }
}

variable "alarms" {
  description = "Whether to make alarms. They need S3's request metrics, which cost money."
  type        = bool
  default     = true
}

variable "alarm_topic_arns" {
  description = "SNS topics that alarms go to."
  type        = list(string)
  default     = []
  validation {
    condition     = alltrue([for arn in var.alarm_topic_arns : can(regex("^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", arn))])
    error_message = "ARNs of SNS topics."
  }
}

variable "quiet_minutes" {
  description = "For how long nothing may land before the alarm: longer than the topics are ever quiet."
  type        = number
  default     = 60
  validation {
    condition     = var.quiet_minutes >= 5 && var.quiet_minutes <= 1440 && var.quiet_minutes == floor(var.quiet_minutes)
    error_message = "5 to 1440 whole minutes: an alarm looks at a day at the most."
  }
}

variable "monthly_budget_usd" {
  description = "What AWS should bill in a month for everything with the tag landfall = name; null: no budget. The tag must be a cost allocation tag of the account."
  type        = number
  default     = null
  validation {
    condition     = var.monthly_budget_usd == null || try(var.monthly_budget_usd >= 1, false)
    error_message = "At least one dollar."
  }
}

variable "budget_emails" {
  description = "Who is told when it is, or will be, 20 % more."
  type        = list(string)
  default     = []
  validation {
    condition     = var.monthly_budget_usd == null || (length(var.budget_emails) > 0 && length(var.budget_emails) <= 10)
    error_message = "1 to 10 addresses: a budget that tells nobody is of no use."
  }
}

variable "tags" {
  description = "Tags of everything."
  type        = map(string)
  default     = {}
}
