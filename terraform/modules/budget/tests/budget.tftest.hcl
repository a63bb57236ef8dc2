mock_provider "databricks" {}

variables {
  name               = "inventory-test"
  monthly_budget_usd = 700
  emails             = ["owner@example.org", "team@example.org"]
}

run "somebody_is_told_at_a_fifth_more" {
  command = apply
  assert {
    condition     = databricks_budget.this.alert_configurations[0].quantity_threshold == "840" && databricks_budget.this.alert_configurations[0].quantity_type == "LIST_PRICE_DOLLARS_USD" && length(databricks_budget.this.alert_configurations) == 1
    error_message = "At 20 % over the budget."
  }
  assert {
    condition     = toset([for a in databricks_budget.this.alert_configurations[0].action_configurations : "${a.action_type} ${a.target}"]) == toset(["EMAIL_NOTIFICATION owner@example.org", "EMAIL_NOTIFICATION team@example.org"])
    error_message = "By mail, everybody who is named."
  }
  assert {
    condition     = [for t in databricks_budget.this.filter[0].tags : [t.key, t.value[0].operator, t.value[0].values]] == [["landfall", "IN", tolist(["inventory-test"])]]
    error_message = "It counts what carries the tag."
  }
}

run "bad_input_is_refused" {
  command = plan
  variables {
    name               = "Inventory"
    monthly_budget_usd = 0
    emails             = []
  }
  expect_failures = [var.name, var.monthly_budget_usd, var.emails]
}
