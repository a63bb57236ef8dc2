# What AWS bills for everything that carries the tag, the machines of Databricks' clusters among it.
resource "aws_budgets_budget" "this" {
  count        = var.monthly_budget_usd == null ? 0 : 1
  name         = var.name
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = tostring(var.monthly_budget_usd)
  limit_unit   = "USD"
  tags         = local.tags

  cost_filter {
    name   = "TagKeyValue"
    values = [join("$", ["user:landfall", var.name])]
  }

  # Once it is foreseeable, and once it is so.
  dynamic "notification" {
    for_each = toset(["FORECASTED", "ACTUAL"])
    content {
      notification_type          = notification.key
      comparison_operator        = "GREATER_THAN"
      threshold                  = 120
      threshold_type             = "PERCENTAGE"
      subscriber_email_addresses = var.budget_emails
    }
  }
}
