variable "file" {
  description = "Path of landfall.yaml."
  type        = string
  validation {
    condition     = can(yamldecode(file(var.file)).tables)
    error_message = "There is no such file, it is not YAML, or it has no tables."
  }
}

variable "environment" {
  description = "The environment, as in `landfall run --env`."
  type        = string
  validation {
    condition     = can(yamldecode(file(var.file)).environments[var.environment])
    error_message = "landfall.yaml has no such environment."
  }
}
