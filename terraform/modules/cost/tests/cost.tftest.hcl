variables {
  service     = { tasks = 2, vcpu = 2, memory_gib = 8, disk_gib = 50, brokers = 0, broker_gib = 0 }
  jobs        = { continuous = {}, every_15m = { runs_a_day = 96 }, daily = { runs_a_day = 1 } }
  compute     = { mode = "dedicated", workers = 1 }
  warehouse   = true
  expire_days = 90
  expected = {
    segments_a_day        = 1440
    landed_gb_a_day       = 10
    run_minutes           = 6
    dbu_an_hour           = 0.5
    warehouse_hours_a_day = 8
    warehouse_dbu_an_hour = 4
  }
}

run "quantities_come_from_what_is_made" {
  command = plan
  assert {
    condition     = output.quantities.fargate_vcpu_hours == 2920 && output.quantities.fargate_memory_hours == 11680 && output.quantities.fargate_disk_hours == 43800
    error_message = "The service's tasks, around the clock."
  }
  assert {
    condition     = output.quantities.s3_put_requests == 43800 && output.quantities.s3_gb_months == 900
    error_message = "What lands, for as long as it stays."
  }
  # 730 + 96 * 730/24 * 0.1 + 730/24 * 0.1 hours, on two nodes
  assert {
    condition     = floor(output.quantities.job_node_hours) == 2050 && floor(output.quantities.job_dbu) == 1025
    error_message = "Continuous jobs all the time, others by their rhythm, on all nodes."
  }
  assert {
    condition     = floor(output.quantities.warehouse_dbu) == 973
    error_message = "The warehouse while it is on."
  }
  assert {
    condition     = output.estimated_monthly_cost == null && output.by_quantity == null && length(output.missing_prices) == 9
    error_message = "No price is made up."
  }
}

# Not prices, but numbers that are easily added.
run "all_prices_make_an_estimate" {
  command = plan
  variables {
    unit_prices = {
      fargate_vcpu_hours = 1, fargate_memory_hours = 1, fargate_disk_hours = 1, s3_put_requests = 1, s3_gb_months = 1
      job_node_hours     = 0, job_dbu = 0, warehouse_dbu = 0, kms_keys = 10
    }
  }
  assert {
    condition     = output.estimated_monthly_cost == 2920 + 11680 + 43800 + 43800 + 900 + 10
    error_message = "The sum of all quantities by their prices."
  }
  assert {
    condition     = output.by_quantity.s3_gb_months == 900 && length(output.missing_prices) == 0
    error_message = "Each quantity by its price."
  }
}

run "one_missing_price_is_no_estimate" {
  command = plan
  variables {
    unit_prices = {
      fargate_vcpu_hours = 1, fargate_memory_hours = 1, fargate_disk_hours = 1, s3_put_requests = 1, s3_gb_months = 1
      job_node_hours     = 1, job_dbu = 1, warehouse_dbu = 1
    }
  }
  assert {
    condition     = output.estimated_monthly_cost == null && output.missing_prices == tolist(["kms_keys"])
    error_message = "A sum that lacks a part is no estimate."
  }
}

run "nothing_expected_is_no_estimate" {
  command = plan
  variables {
    expected    = null
    unit_prices = { kms_keys = 1 }
  }
  assert {
    condition     = output.quantities == null && output.estimated_monthly_cost == null
    error_message = "Without a load there is no estimate."
  }
}

run "serverless_has_no_nodes" {
  command = plan
  variables {
    compute   = { mode = "serverless", workers = 1 }
    warehouse = false
  }
  assert {
    condition     = output.quantities.job_node_hours == 0 && floor(output.quantities.job_dbu) == 512 && output.quantities.warehouse_dbu == 0
    error_message = "No EC2, and DBU by the run."
  }
}

run "a_job_runs_once_at_a_time" {
  command = plan
  variables {
    jobs = { every_5m = { runs_a_day = 288 } }
  }
  assert {
    condition     = output.quantities.job_node_hours == 1460
    error_message = "No more hours than a month has."
  }
}

run "bad_input_is_refused" {
  command = plan
  variables {
    expected    = { segments_a_day = 1, landed_gb_a_day = 1, run_minutes = -1, dbu_an_hour = 1 }
    unit_prices = { beer = 1 }
  }
  expect_failures = [var.expected, var.unit_prices]
}
