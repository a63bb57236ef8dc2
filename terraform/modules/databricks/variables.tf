# From landfall.yaml, by the module config.

variable "application" {
  description = "The application's name."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}$", var.application))
    error_message = "2 to 31 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "environment" {
  description = "The environment; the bronze job gets it as --env."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9_-]{0,20}$", var.environment))
    error_message = "Up to 21 lower-case letters, digits, _ and -, a letter first."
  }
}

variable "landing_root" {
  description = "s3://bucket/prefix, without a slash at its end."
  type        = string
  validation {
    condition     = can(regex("^s3://[a-z0-9][a-z0-9-]{1,61}[a-z0-9](/[A-Za-z0-9_-]+)+$", var.landing_root))
    error_message = "s3://bucket/prefix, no slash at its end, no dots in the bucket's name, no empty prefix."
  }
}

variable "catalog" {
  description = "Unity Catalog's catalog."
  type        = string
  validation {
    condition     = can(regex("^[A-Za-z0-9_]+$", var.catalog))
    error_message = "Letters, digits and _."
  }
}

variable "schema" {
  description = "The schema of the bronze tables. A second one, <schema>_landing, holds the volumes of segments."
  type        = string
  validation {
    condition     = can(regex("^[A-Za-z0-9_]+$", var.schema))
    error_message = "Letters, digits and _."
  }
}

variable "tables" {
  description = "Per table its topic, and its protected fields with their rules."
  type        = map(object({ topic = string, protected = map(string) }))
  validation {
    condition     = length(var.tables) > 0 && alltrue([for name in keys(var.tables) : can(regex("^[a-z][a-z0-9_]{0,62}$", name))])
    error_message = "At least one, all in lower snake case."
  }
}

variable "jobs" {
  description = "Per cadence its kind (continuous, scheduled, on_arrival), Quartz cron expression in UTC, how often it then runs a day (once, if not said), and tables."
  type        = map(object({ kind = string, cron = optional(string), runs_a_day = optional(number), tables = list(string) }))
  validation {
    condition     = alltrue([for job in var.jobs : contains(["continuous", "scheduled", "on_arrival"], job.kind) && length(job.tables) > 0])
    error_message = "kind is continuous, scheduled or on_arrival, and each job has a table."
  }
  validation {
    condition     = alltrue([for job in var.jobs : (job.kind == "scheduled") == (job.cron != null)])
    error_message = "A scheduled job has a cron expression, others have none: Databricks takes only one of schedule, trigger and continuous."
  }
  validation {
    condition     = alltrue([for job in var.jobs : job.runs_a_day == null || try(job.runs_a_day > 0, false)])
    error_message = "What is scheduled runs."
  }
  validation {
    condition     = length(distinct(flatten([for job in var.jobs : job.tables]))) == length(flatten([for job in var.jobs : job.tables]))
    error_message = "A table is in one job only: two would share its checkpoint."
  }
  validation {
    condition     = toset(flatten([for job in var.jobs : job.tables])) == toset(keys(var.tables))
    error_message = "Each table is in a job, and no job has another: nothing else would ingest it."
  }
  validation {
    condition     = alltrue([for job in var.jobs : job.kind != "on_arrival" || length(job.tables) == 1])
    error_message = "A file arrival trigger watches one folder: such a job has one table."
  }
  validation {
    condition     = length(setintersection(keys(var.jobs), ["maintenance", "ledger"])) == 0
    error_message = "These are the names of the job that deletes old rows, and of the one that notes what landed."
  }
}

variable "config_file" {
  description = "Path of landfall.yaml, to be uploaded for the bronze job."
  type        = string
  validation {
    condition     = fileexists(var.config_file)
    error_message = "There is no such file."
  }
}

# Storage.

variable "storage_role_arn" {
  description = "The ARN of Unity Catalog's role, built from its name: the role itself is made after the credential."
  type        = string
  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", var.storage_role_arn))
    error_message = "The ARN of a role."
  }
}

variable "storage_role_ready" {
  description = "Anything that is known once that role and its rights exist."
  type        = string
}

variable "iam_wait_seconds" {
  description = "How long to wait then, for IAM to show it everywhere."
  type        = number
  default     = 60
  validation {
    condition     = var.iam_wait_seconds >= 0 && var.iam_wait_seconds <= 600 && var.iam_wait_seconds == floor(var.iam_wait_seconds)
    error_message = "0 to 600 whole seconds."
  }
}

variable "kms_key_arn" {
  description = "The key of the landing bucket; null if it has none."
  type        = string
  default     = null
  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[^*]+$", var.kms_key_arn))
    error_message = "The ARN of a key, not of an alias."
  }
}

variable "file_event_queue_url" {
  description = "A queue of your own for file events; null: Databricks makes what it needs."
  type        = string
  default     = null
  validation {
    condition     = var.file_event_queue_url == null || can(regex("^https://sqs\\.", var.file_event_queue_url))
    error_message = "The URL of an SQS queue."
  }
}

variable "create_catalog" {
  description = "false: the catalog is there already."
  type        = bool
  default     = true
}

variable "catalog_storage_root" {
  description = "Where a new catalog keeps its managed tables; null: the metastore's place. Outside of the landing area."
  type        = string
  default     = null
  validation {
    condition     = var.catalog_storage_root == null || !startswith("${coalesce(var.catalog_storage_root, "s3://none")}/", "${var.landing_root}/")
    error_message = "Not inside the landing area, where each file is taken for a segment."
  }
}

variable "create_schema" {
  description = "false: the bronze schema is there already."
  type        = bool
  default     = true
}

# The job.

variable "bronze_jar" {
  description = "Path of landfall-bronze-<version>.jar."
  type        = string
  validation {
    condition     = fileexists(var.bronze_jar) && endswith(var.bronze_jar, ".jar")
    error_message = "There is no such jar; mvn -B package makes it."
  }
}

variable "ingest_principal" {
  description = "Application id of the service principal that runs the jobs."
  type        = string
  validation {
    condition     = can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", var.ingest_principal))
    error_message = "The application id (a UUID) of a service principal: people leave, and their jobs with them."
  }
}

variable "maintenance_at" {
  description = "HH:MM in UTC, when the maintenance job deletes rows by retention each day; null: never."
  type        = string
  default     = "03:30"
  validation {
    condition     = var.maintenance_at == null || can(regex("^([01][0-9]|2[0-3]):[0-5][0-9]$", var.maintenance_at))
    error_message = "HH:MM."
  }
}

variable "ledger_minutes" {
  description = "Every so many minutes a job notes what landed and counts what of it is ingested; null: only maintenance does."
  type        = number
  default     = 60
  validation {
    condition     = var.ledger_minutes == null || try(contains([15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440], var.ledger_minutes), false)
    error_message = "15 minutes at least, dividing an hour or, in whole hours, a day: a cron expression can say nothing else."
  }
}

variable "compute" {
  description = "dedicated: a job cluster in dedicated access mode, with spark_conf if there is any. serverless: no cluster and no stream; continuous tables are then ingested by one run after another."
  type = object({
    mode          = optional(string, "dedicated")
    spark_version = optional(string, "17.3.x-scala2.13")
    node_type_id  = optional(string, "m6gd.large")
    workers       = optional(number, 1)
    spot          = optional(bool, true)
    spark_conf    = optional(map(string), {})
  })
  default = {}
  validation {
    condition     = contains(["dedicated", "serverless"], var.compute.mode)
    error_message = "mode is dedicated or serverless."
  }
  validation {
    condition     = can(regex("-scala2\\.13$", var.compute.spark_version))
    error_message = "The bronze job is built for Scala 2.13."
  }
  validation {
    condition     = var.compute.workers >= 1
    error_message = "At least one worker."
  }
  validation {
    condition     = var.compute.mode != "serverless" || length(var.compute.spark_conf) == 0
    error_message = "Serverless compute has no cluster that spark_conf could be set on."
  }
}

variable "budget_policy_id" {
  description = "Carries the cost tags of serverless runs."
  type        = string
  default     = null
}

variable "paused" {
  description = "Makes jobs and alerts, but starts none."
  type        = bool
  default     = false
}

variable "timeout_minutes" {
  description = "A run that is not continuous is stopped after so long."
  type        = number
  default     = 120
  validation {
    condition     = var.timeout_minutes > var.slow_minutes
    error_message = "More than slow_minutes, or nobody is warned."
  }
}

variable "slow_minutes" {
  description = "A run that is not continuous is reported after so long."
  type        = number
  default     = 30
  validation {
    condition     = var.slow_minutes >= 1
    error_message = "At least one minute."
  }
}

variable "backlog_files" {
  description = "A continuous run is reported when so many segments wait."
  type        = number
  default     = 1000
  validation {
    condition     = var.backlog_files >= 1
    error_message = "At least one."
  }
}

variable "waiting_minutes" {
  description = "So long a segment may wait to be ingested, and rows of continuous tables may have waited, before somebody is told. Tables with a schedule have twice their period, if that is longer."
  type        = number
  default     = 60
  validation {
    condition     = var.waiting_minutes >= 1
    error_message = "At least one minute."
  }
}

variable "arrival_seconds" {
  description = "With on_arrival, the least time between two runs."
  type        = number
  default     = 60
  validation {
    condition     = var.arrival_seconds >= 60
    error_message = "Databricks takes no less than 60 seconds."
  }
}

# People.

variable "readers" {
  description = "Groups that may read the bronze tables, the audit log and the ledger of landed segments."
  type        = list(string)
  default     = []
  validation {
    condition     = length(setintersection(var.readers, concat([var.ingest_principal], var.auditors))) == 0
    error_message = "A principal is a reader, an auditor or the ingest principal: the last grant would win."
  }
}

variable "auditors" {
  description = "Groups that may read the audit log and the ledger of landed segments, and no other table."
  type        = list(string)
  default     = []
  validation {
    condition     = !contains(var.auditors, var.ingest_principal)
    error_message = "Who writes the audit log does not audit it."
  }
}

variable "operators" {
  description = "Groups that may start and cancel runs."
  type        = list(string)
  default     = []
}

variable "unmasked" {
  description = "Groups that see masked columns as they landed."
  type        = list(string)
  default     = []
  validation {
    condition     = length(var.unmasked) <= 19
    error_message = "A policy names 20 principals at the most, and the ingest principal is one."
  }
}

variable "secret_readers" {
  description = "Who may read the secret scope: the service's principal."
  type        = list(string)
  default     = []
}

variable "tables_exist" {
  description = "true after the first run of the jobs: column tags, the mask, grants of readers and auditors, alerts and the dashboard need tables."
  type        = bool
  default     = false
}

variable "new_tables" {
  description = "Tables that the jobs have not made yet, where tables_exist: nobody reads them, and nothing tags, masks and watches them, until they are removed from here."
  type        = list(string)
  default     = []
  validation {
    condition     = length(setsubtract(var.new_tables, keys(var.tables))) == 0
    error_message = "Each is a table of tables."
  }
}

variable "create_tag_policy" {
  description = "The governed tag belongs to the account: only one environment makes it."
  type        = bool
  default     = true
}

variable "mask" {
  description = "Masks columns that protection leaves readable in part, for everybody but unmasked and the jobs. Readers get their right to read with the mask."
  type        = bool
  default     = true
  validation {
    condition     = !var.mask || var.mask_function != null || var.create_warehouse || var.warehouse_id != null
    error_message = "The function that masks is made by a warehouse: create_warehouse, warehouse_id, or a mask_function that is there already."
  }
}

variable "mask_function" {
  description = "Three-part name of a function that is there already and masks a string; null: a job makes <schema>_governance.mask."
  type        = string
  default     = null
  validation {
    condition     = var.mask_function == null || can(regex("^[A-Za-z0-9_]+\\.[A-Za-z0-9_]+\\.[A-Za-z0-9_]+$", var.mask_function))
    error_message = "catalog.schema.function."
  }
}

variable "masked_rules" {
  description = "Columns with these protections are masked for everybody else: they leave something readable."
  type        = list(string)
  default     = ["mask", "encrypt_email"]
  validation {
    condition     = length(var.masked_rules) > 0 && length(setsubtract(var.masked_rules, ["encrypt", "encrypt_email", "hash", "mask", "redact", "tokenize"])) == 0
    error_message = "At least one of encrypt, encrypt_email, hash, mask, redact, tokenize."
  }
}

variable "destinations" {
  description = "Whom to tell: name to exactly one of emails, slack_url, pagerduty_key, teams_url, webhook_url. URLs and keys are in Terraform's state."
  type = map(object({
    emails        = optional(list(string))
    slack_url     = optional(string)
    pagerduty_key = optional(string)
    teams_url     = optional(string)
    webhook_url   = optional(string)
  }))
  default   = {}
  sensitive = true
  validation {
    condition     = alltrue([for d in var.destinations : length([for v in [d.slack_url, d.pagerduty_key, d.teams_url, d.webhook_url] : v if v != null]) + (d.emails == null ? 0 : 1) == 1])
    error_message = "Exactly one of emails, slack_url, pagerduty_key, teams_url and webhook_url each."
  }
  validation {
    condition     = length(var.destinations) <= 3
    error_message = "A job tells three destinations at the most."
  }
}

variable "create_warehouse" {
  description = "A small serverless SQL warehouse for alerts, the dashboard and `landfall reconcile`."
  type        = bool
  default     = false
}

variable "warehouse_id" {
  description = "One that is there already; without any there are no alerts and no dashboard."
  type        = string
  default     = null
  validation {
    condition     = var.warehouse_id == null || !var.create_warehouse
    error_message = "Either an existing warehouse or a new one."
  }
}

variable "dashboard_folder" {
  description = "A workspace folder that is there already."
  type        = string
  default     = "/Shared"
  validation {
    condition     = startswith(var.dashboard_folder, "/") && !endswith(var.dashboard_folder, "/")
    error_message = "An absolute path, without a slash at its end."
  }
}

variable "tags" {
  description = "Tags of jobs, clusters and warehouse; they show in the bill."
  type        = map(string)
  default     = {}
}
