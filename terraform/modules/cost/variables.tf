variable "service" {
  description = "Output size of the module service."
  type = object({
    tasks      = number
    vcpu       = number
    memory_gib = number
    disk_gib   = number
    brokers    = number
    broker_gib = number
  })
}

variable "jobs" {
  description = "Jobs and how often each runs a day; null: all the time, or nobody knows."
  type        = map(object({ runs_a_day = optional(number) }))
}

variable "compute" {
  description = "As given to the module databricks."
  type        = object({ mode = string, workers = number })
}

variable "warehouse" {
  description = "Whether there is a warehouse for this alone."
  type        = bool
}

variable "expire_days" {
  description = "As given to the module aws."
  type        = number
}

variable "expected" {
  description = "What is expected of it: segments and GB a day; minutes of one run of a job; DBU an hour of one node (serverless: of one run); the warehouse's hours a day, and its DBU an hour. null: no estimate."
  type = object({
    segments_a_day        = number
    landed_gb_a_day       = number
    run_minutes           = number
    dbu_an_hour           = number
    warehouse_hours_a_day = optional(number, 0)
    warehouse_dbu_an_hour = optional(number, 0)
  })
  default = null
  validation {
    condition     = var.expected == null || alltrue([for n in values(coalesce(var.expected, {})) : n >= 0])
    error_message = "Nothing less than zero."
  }
  validation {
    condition     = var.expected == null || !var.warehouse || try(var.expected.warehouse_hours_a_day * var.expected.warehouse_dbu_an_hour > 0, false)
    error_message = "With a warehouse say its hours and its DBU: an estimate without them would be too low."
  }
}

variable "unit_prices" {
  description = "The price of one unit of each quantity, in USD, from your own price list; nothing is priced by default."
  type        = map(number)
  default     = {}
  validation {
    condition = length(setsubtract(keys(var.unit_prices), [
      "fargate_vcpu_hours", "fargate_memory_hours", "fargate_disk_hours", "msk_broker_hours", "msk_gb_months", "s3_put_requests",
      "s3_gb_months", "job_node_hours", "job_dbu", "warehouse_dbu", "kms_keys",
    ])) == 0
    error_message = "Keys are names of quantities: see the module's README."
  }
  validation {
    condition     = alltrue([for price in values(var.unit_prices) : price >= 0])
    error_message = "Nothing less than zero."
  }
}
