variable "name" {
  description = "Name of the budget, and value of the tag landfall on what it counts, such as inventory-uat."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,40}$", var.name))
    error_message = "2 to 41 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "monthly_budget_usd" {
  description = "What Databricks should cost in a month, at list prices."
  type        = number
  validation {
    condition     = var.monthly_budget_usd >= 1
    error_message = "At least one dollar."
  }
}

variable "emails" {
  description = "Who is told at 20 % more."
  type        = list(string)
  validation {
    condition     = length(var.emails) > 0 && length(var.emails) <= 10 && alltrue([for address in var.emails : can(regex("^[^@ ]+@[^@ ]+$", address))])
    error_message = "1 to 10 addresses: a budget that tells nobody is of no use."
  }
}
