variable "name" {
  description = "Name of everything, such as inventory-uat."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,40}$", var.name))
    error_message = "2 to 41 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "environment" {
  description = "The environment: landfall run --env."
  type        = string
}

variable "account_id" {
  description = "The AWS account."
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

variable "vpc_id" {
  description = "The network."
  type        = string
  validation {
    condition     = can(regex("^vpc-[0-9a-f]+$", var.vpc_id))
    error_message = "The id of a VPC."
  }
}

variable "subnet_ids" {
  description = "Private subnets, in two zones at least."
  type        = list(string)
  validation {
    condition     = length(distinct(var.subnet_ids)) >= 2
    error_message = "At least two: one zone alone is one failure from nothing."
  }
  validation {
    condition     = alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))])
    error_message = "Ids of subnets."
  }
}

variable "image" {
  description = "The service's image, by digest or version."
  type        = string
  validation {
    condition     = can(regex("(@sha256:[0-9a-f]{64}|:[^:/]+)$", var.image)) && !endswith(var.image, ":latest")
    error_message = "With a tag or a digest, and not latest: tasks that start later would run something else."
  }
}

variable "image_repository_arn" {
  description = "The image's ECR repository; null if it is elsewhere."
  type        = string
  default     = null
  validation {
    condition     = var.image_repository_arn == null || can(regex("^arn:aws[a-z-]*:ecr:[a-z0-9-]+:[0-9]{12}:repository/[a-z0-9._/-]+$", var.image_repository_arn))
    error_message = "The ARN of an ECR repository."
  }
}

variable "architecture" {
  description = "Of the image."
  type        = string
  default     = "X86_64"
  validation {
    condition     = contains(["X86_64", "ARM64"], var.architecture)
    error_message = "X86_64 or ARM64."
  }
}

variable "task_role_arn" {
  description = "What the service may do: output of the module aws."
  type        = string
  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/[^*]+$", var.task_role_arn))
    error_message = "The ARN of a role."
  }
}

variable "task_role_name" {
  description = "The name of that role."
  type        = string
}

variable "config_file" {
  description = "Path of landfall.yaml; its text is part of the task definition."
  type        = string
  validation {
    condition     = try(length(file(var.config_file)), 0) > 0 && try(length(file(var.config_file)), 0) < 40000
    error_message = "There is no such file, or it is longer than 40,000 characters: a task definition has 64 KiB."
  }
}

variable "port" {
  description = "service.port of landfall.yaml."
  type        = number
  default     = 8080
  validation {
    condition     = var.port >= 1024 && var.port <= 65535
    error_message = "1024 to 65535: the service is not root."
  }
}

variable "required_variables" {
  description = "The environment variables that landfall.yaml refers to: output references.env of the module config."
  type        = list(string)
  default     = []
}

variable "environment_variables" {
  description = "Plain values for such references."
  type        = map(string)
  default     = {}
  validation {
    condition     = alltrue([for name in keys(var.environment_variables) : !can(regex("(?i)(key|secret|password|token|jaas)", name))])
    error_message = "A name with key, secret, password, token or jaas belongs to secrets: what stands here can be read by everybody who sees the task definition."
  }
}

variable "secrets" {
  description = "Secret values for such references: name to the ARN of a secret in AWS Secrets Manager, also with :json-key::."
  type        = map(string)
  default     = {}
  validation {
    condition     = alltrue([for arn in values(var.secrets) : can(regex("^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+(:[^:]*:[^:]*:[^:]*)?$", arn))])
    error_message = "References only: ARNs of secrets, never values."
  }
  validation {
    condition     = length(setintersection(keys(var.secrets), keys(var.environment_variables))) == 0
    error_message = "A variable is a secret or it is not."
  }
}

variable "secret_kms_key_arns" {
  description = "Keys of those secrets, where they are not AWS's own."
  type        = list(string)
  default     = []
  validation {
    condition     = alltrue([for arn in var.secret_kms_key_arns : can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[^*]+$", arn))])
    error_message = "ARNs of keys, without wildcards."
  }
}

variable "cpu" {
  description = "CPU units of a task; 1024 are one processor."
  type        = number
  default     = 2048
  validation {
    condition     = contains([1024, 2048, 4096, 8192, 16384], var.cpu)
    error_message = "1024, 2048, 4096, 8192 or 16384; less starves the JVM."
  }
}

variable "memory" {
  description = "Memory of a task in MiB: 40 % become heap. More than landing.memory times four."
  type        = number
  default     = 8192
  validation {
    condition     = var.memory % 1024 == 0 && var.memory >= 2 * var.cpu && var.memory <= 8 * var.cpu
    error_message = "Fargate takes whole GiB, from 2 to 8 of them for each processor."
  }
}

variable "ephemeral_gib" {
  description = "Disk of a task: state, while it is ephemeral."
  type        = number
  default     = 50
  validation {
    condition     = var.ephemeral_gib >= 21 && var.ephemeral_gib <= 200
    error_message = "Fargate takes 21 to 200 GiB."
  }
}

variable "tasks" {
  description = "How many tasks: never more than the topics have partitions."
  type        = object({ least = number, most = number })
  default     = { least = 2, most = 4 }
  validation {
    condition     = var.tasks.least >= 1 && var.tasks.most >= var.tasks.least
    error_message = "At least one, and most is not less than least."
  }
}

variable "state" {
  description = "ephemeral: state is read back from Kafka when a task starts elsewhere. efs: state outlives the task; one task only."
  type        = string
  default     = "ephemeral"
  validation {
    condition     = contains(["ephemeral", "efs"], var.state)
    error_message = "ephemeral or efs."
  }
  validation {
    condition     = var.state != "efs" || var.tasks.most == 1
    error_message = "Kafka Streams locks its folder: with efs there is one task."
  }
}

variable "bootstrap_servers" {
  description = "Brokers that are there already, as host:port,host:port."
  type        = string
  default     = null
  validation {
    condition     = var.bootstrap_servers == null || can(regex("^[^:, ]+:[0-9]+(,[^:, ]+:[0-9]+)*$", var.bootstrap_servers))
    error_message = "host:port, separated by commas without spaces."
  }
  validation {
    condition     = (var.bootstrap_servers == null) != (var.msk == null)
    error_message = "Either bootstrap_servers or msk."
  }
}

variable "msk" {
  description = "Makes an MSK cluster. The names of SCRAM secrets must begin with AmazonMSK_. acls_exist: once ACLs do; until then every SCRAM user may do anything."
  type = object({
    kafka_version     = optional(string, "3.8.x")
    instance_type     = optional(string, "kafka.m7g.large")
    brokers           = optional(number, 3)
    volume_gib        = optional(number, 200)
    retention_hours   = optional(number, 168)
    scram_secret_arns = list(string)
    acls_exist        = optional(bool, false)
  })
  default = null
  validation {
    condition     = var.msk == null || try(var.msk.brokers >= 3 && var.msk.brokers % length(var.subnet_ids) == 0, false)
    error_message = "At least three brokers, as many in each subnet."
  }
  validation {
    condition     = var.msk == null || try(length(var.msk.scram_secret_arns) > 0 && alltrue([for arn in var.msk.scram_secret_arns : can(regex("^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:AmazonMSK_[^*]+$", arn))]), false)
    error_message = "ARNs of secrets, one at least, and their names begin with AmazonMSK_: MSK takes no others."
  }
}

variable "kafka_cidrs" {
  description = "Where brokers are that are there already."
  type        = list(string)
  default     = []
  validation {
    condition     = alltrue([for c in var.kafka_cidrs : can(cidrhost(c, 0)) && c != "0.0.0.0/0"])
    error_message = "IPv4 ranges, and not all of the internet."
  }
}

variable "kafka_ports" {
  description = "Their ports."
  type        = object({ from = number, to = number })
  default     = { from = 9092, to = 9098 }
  validation {
    condition     = var.kafka_ports.from > 0 && var.kafka_ports.to >= var.kafka_ports.from && var.kafka_ports.to <= 65535
    error_message = "A range of ports."
  }
}

variable "https_cidrs" {
  description = "Where the schema registry and the endpoints of AWS and Databricks are."
  type        = list(string)
  validation {
    condition     = length(var.https_cidrs) > 0 && alltrue([for c in var.https_cidrs : can(cidrhost(c, 0)) && c != "0.0.0.0/0"])
    error_message = "At least one IPv4 range, and not all of the internet."
  }
}

variable "s3_prefix_list_id" {
  description = "S3's prefix list, where the network has its gateway endpoint."
  type        = string
  default     = null
}

variable "monitoring_security_group_ids" {
  description = "Who may read metrics and health."
  type        = list(string)
  default     = []
}

variable "log_days" {
  description = "How long the log is kept."
  type        = number
  default     = 30
  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827], var.log_days)
    error_message = "CloudWatch takes 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096 or 1827 days."
  }
}

variable "log_kms_key_arn" {
  description = "The log's own key; null: AWS's."
  type        = string
  default     = null
  validation {
    condition     = var.log_kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[^*]+$", var.log_kms_key_arn))
    error_message = "The ARN of a key."
  }
}

variable "consumer_groups" {
  description = "Topic to consumer group; autoscaling looks at the largest lag."
  type        = map(string)
  default     = {}
  validation {
    condition     = length(var.consumer_groups) <= 10 || var.tasks.most == var.tasks.least || (var.msk == null && var.lag_metric == null)
    error_message = "An alarm looks at 10 topics at the most: give those with most records."
  }
  validation {
    condition     = length(var.consumer_groups) > 0 || var.tasks.most == var.tasks.least || (var.msk == null && var.lag_metric == null)
    error_message = "Without consumer_groups there is no lag to look at: give them, or as many tasks at the least as at the most."
  }
}

variable "lag_metric" {
  description = "Where CloudWatch has the lag, for brokers that are not MSK's of this module. The dimensions Consumer Group and Topic are added. null: no autoscaling."
  type        = object({ namespace = string, name = string, dimensions = map(string) })
  default     = null
}

variable "lag" {
  description = "Above high for 5 minutes a task is added, below low for 30 minutes one is removed."
  type        = object({ high = number, low = number })
  default     = { high = 500000, low = 10000 }
  validation {
    condition     = var.lag.high >= 10 * var.lag.low
    error_message = "high is ten times low at least, or the number of tasks swings."
  }
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

variable "tags" {
  description = "Tags of everything."
  type        = map(string)
  default     = {}
}
