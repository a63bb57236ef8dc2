# Budgets belong to the Databricks account, so this module wants a provider of the account, not of a workspace.
terraform {
  required_version = ">= 1.9.0"
  required_providers {
    databricks = {
      source  = "databricks/databricks"
      version = ">= 1.99.0, < 2.0.0"
    }
  }
}

resource "databricks_budget" "this" {
  display_name = var.name

  filter {
    tags {
      key = "landfall"
      value {
        operator = "IN"
        values   = [var.name]
      }
    }
  }

  alert_configurations {
    time_period        = "MONTH"
    trigger_type       = "CUMULATIVE_SPENDING_EXCEEDED"
    quantity_type      = "LIST_PRICE_DOLLARS_USD"
    quantity_threshold = tostring(floor(var.monthly_budget_usd * 1.2))
    dynamic "action_configurations" {
      for_each = toset(var.emails)
      content {
        action_type = "EMAIL_NOTIFICATION"
        target      = action_configurations.key
      }
    }
  }
}
