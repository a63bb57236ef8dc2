variables {
  environment = "test"
  file        = "tests/files/cadences.yaml"
}

run "the_inventory_example" {
  command = plan
  variables {
    environment = "production"
    file        = "../../../src/examples/inventory/landfall.yaml"
  }
  assert {
    condition     = output.application == "inventory" && output.port == 8080
    error_message = "Application and port come from the file."
  }
  assert {
    condition     = output.landing == { root = "s3://acme-prod-landing/landfall", bucket = "acme-prod-landing", prefix = "landfall" }
    error_message = "The landing area is the environment's."
  }
  assert {
    condition     = output.bronze == { catalog = "prod", schema = "inventory_bronze" }
    error_message = "The catalog is the environment's, the schema the file's."
  }
  assert {
    condition     = length(output.tables) == 10
    error_message = "All ten tables."
  }
  assert {
    condition     = output.tables.bz_orders.consumer_group == "inventory-bz_orders" && output.tables.bz_returns.consumer_group == "inventory"
    error_message = "A table that rolls in its own rhythm has a consumer group of its own."
  }
  assert {
    condition     = output.tables.bz_customers.protected == { customer_name = "tokenize", customer_name_encrypted = "encrypt", email = "encrypt_email", phone = "mask", born_on = "drop", "address.street" = "encrypt" }
    error_message = "Protected fields come from privacy."
  }
  assert {
    condition     = output.tables.bz_suppliers.protected == { contact_number = "mask" }
    error_message = "A rule with a parameter is known by its name."
  }
  assert {
    condition = { for key, job in output.jobs : key => [job.kind, coalesce(job.cron, "-"), join(" ", job.tables)] } == {
      continuous = ["continuous", "-", "bz_inventory bz_order_details bz_orders"]
      daily_0200 = ["scheduled", "0 0 2 * * ?", "bz_products bz_suppliers bz_warehouses"]
      daily_0230 = ["scheduled", "0 30 2 * * ?", "bz_customers bz_returns bz_shipments"]
      every_15m  = ["scheduled", "0 0/15 * * * ?", "bz_stock_levels"]
    }
    error_message = "One job per cadence, with the tables that have it."
  }
  assert {
    condition     = output.references.env == tolist(["KAFKA_BOOTSTRAP_SERVERS", "KAFKA_JAAS", "LANDFALL_KEY", "SCHEMA_REGISTRY_URL"])
    error_message = "All environment variables that the service needs."
  }
}

run "uat_is_not_production" {
  command = plan
  variables {
    environment = "uat"
    file        = "../../../src/examples/inventory/landfall.yaml"
  }
  assert {
    condition     = output.landing.bucket == "acme-uat-landing" && output.bronze.catalog == "uat"
    error_message = "uat has a bucket and a catalog of its own."
  }
}

run "every_kind_of_cadence" {
  command = plan
  assert {
    condition = { for key, job in output.jobs : key => coalesce(job.cron, job.kind) } == {
      continuous   = "continuous"
      on_arrival_b = "on_arrival"
      every_5m     = "0 0/5 * * * ?"
      every_24h    = "0 0 0 * * ?"
      every_6h     = "0 0 0/6 * * ?"
      every_1h     = "0 0 * * * ?"
      daily_2305   = "0 5 23 * * ?"
    }
    error_message = "Each cadence becomes its schedule; without ingest it is continuous."
  }
  assert {
    condition     = { for key, job in output.jobs : key => job.runs_a_day if job.kind == "scheduled" } == { every_5m = 288, every_24h = 1, every_6h = 4, every_1h = 24, daily_2305 = 1 } && output.jobs.continuous.runs_a_day == null
    error_message = "How often each runs is known, for the bill."
  }
  assert {
    condition     = output.bronze == { catalog = "test", schema = "shop" } && output.port == 9090
    error_message = "The environment is merged over the rest."
  }
  assert {
    condition     = output.landing.root == "s3://shop-landing/landfall"
    error_message = "A slash at the root's end does not matter."
  }
  assert {
    condition     = output.tables.b.protected == { street = "mask", name = "redact", email = "tokenize", email_encrypted = "encrypt_email", phone = "mask", note = "drop" }
    error_message = "Protected fields come from privacy, with those of the environment merged over the others, and two rules make two of one."
  }
  assert {
    condition     = output.tables.c.protected == { phone = "hash" }
    error_message = "The environment alone may protect a field."
  }
  assert {
    condition     = length(output.tables.d.protected) == 0
    error_message = "A table without privacy protects nothing."
  }
  assert {
    condition     = [for key, job in output.jobs : key if contains(job.tables, "g")] == ["every_6h"]
    error_message = "A cadence replaces another one, even if both are mappings."
  }
  assert {
    condition     = jsonencode(output.references) == jsonencode({ env = ["KAFKA_MORE", "REGISTRY"], aws = ["shop/registry"], databricks = ["kafka/jaas"] })
    error_message = "References are found by kind."
  }
}

run "an_unknown_environment_is_refused" {
  command = plan
  variables {
    environment = "staging"
  }
  expect_failures = [var.environment]
}

run "a_missing_file_is_refused" {
  command = plan
  variables {
    file = "tests/files/nowhere.yaml"
  }
  expect_failures = [var.file]
}

run "what_providers_would_refuse_is_refused" {
  command = plan
  variables {
    file = "tests/files/broken.yaml"
  }
  expect_failures = [output.application, output.landing, output.bronze, output.tables, output.port]
}

run "a_bucket_with_dots_is_refused" {
  command = plan
  variables {
    file = "tests/files/dotted.yaml"
  }
  expect_failures = [output.landing]
}

run "a_rhythm_that_no_schedule_can_say_is_refused_seven" {
  command = plan
  variables {
    file = "tests/files/rhythm-seven.yaml"
  }
  expect_failures = [output.jobs]
}

run "a_rhythm_that_no_schedule_can_say_is_refused_long" {
  command = plan
  variables {
    file = "tests/files/rhythm-long.yaml"
  }
  expect_failures = [output.jobs]
}

run "a_rhythm_that_no_schedule_can_say_is_refused_short" {
  command = plan
  variables {
    file = "tests/files/rhythm-short.yaml"
  }
  expect_failures = [output.jobs]
}

run "a_rhythm_that_no_schedule_can_say_is_refused_half" {
  command = plan
  variables {
    file = "tests/files/rhythm-half.yaml"
  }
  expect_failures = [output.jobs]
}

run "a_rhythm_that_no_schedule_can_say_is_refused_noon" {
  command = plan
  variables {
    file = "tests/files/rhythm-noon.yaml"
  }
  expect_failures = [output.jobs]
}
