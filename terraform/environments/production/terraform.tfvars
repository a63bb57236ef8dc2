# Example values; replace all.
environment          = "production"
account_id           = "222222222222"
region               = "eu-west-1"
databricks_host      = "https://acme-production.cloud.databricks.com"
image                = "222222222222.dkr.ecr.eu-west-1.amazonaws.com/landfall:0.1.0"
image_repository_arn = "arn:aws:ecr:eu-west-1:222222222222:repository/landfall"
vpc_id               = "vpc-0b0b0b0b0b0b0b0b0"
subnet_ids           = ["subnet-0b0b0b0b0b0b0b0b1", "subnet-0b0b0b0b0b0b0b0b2", "subnet-0b0b0b0b0b0b0b0b3"]
bootstrap_servers    = "b-1.kafka.acme.example:9096,b-2.kafka.acme.example:9096,b-3.kafka.acme.example:9096"
kafka_cidrs          = ["10.20.0.0/16"]
# This network only: S3, ECR, Secrets Manager, CloudWatch and Databricks are reached through interface endpoints in it. With S3's
# gateway endpoint, which costs nothing, say s3_prefix_list_id; ECR keeps its layers in S3, too.
https_cidrs      = ["10.20.0.0/16"]
lag_metric       = { namespace = "AWS/Kafka", name = "MaxOffsetLag", dimensions = { "Cluster Name" = "acme-production" } }
alarm_topic_arns = ["arn:aws:sns:eu-west-1:222222222222:data-platform-oncall"]

environment_variables = {
  SCHEMA_REGISTRY_URL = "https://registry.acme.example"
}
secrets = {
  KAFKA_JAAS   = "arn:aws:secretsmanager:eu-west-1:222222222222:secret:landfall-production-AbCdEf:jaas::"
  LANDFALL_KEY = "arn:aws:secretsmanager:eu-west-1:222222222222:secret:landfall-production-AbCdEf:key::"
}

tasks             = { least = 3, most = 12 }
quiet_minutes     = 15
expire_days       = 90
max_downtime_days = 30

compute = {
  node_type_id = "m6gd.xlarge"
  workers      = 2
  # For Prometheus on the driver's UI; without a sink metrics of freshness lead nowhere.
  spark_conf = {
    "spark.metrics.conf.driver.sink.prometheusServlet.class" = "org.apache.spark.metrics.sink.PrometheusServlet"
    "spark.metrics.conf.driver.sink.prometheusServlet.path"  = "/metrics/prometheus"
  }
}

ingest_principal  = "22222222-2222-2222-2222-222222222222"
readers           = ["analysts"]
auditors          = ["compliance"]
operators         = ["data-platform"]
unmasked          = ["privacy-office"]
create_tag_policy = false # uat made it
destinations      = { oncall = { emails = ["data-oncall@acme.example"] } }

# What is expected; with it and unit_prices, terraform plan says what a month costs.
expected = {
  segments_a_day        = 30000
  landed_gb_a_day       = 2
  run_minutes           = 6
  dbu_an_hour           = 1
  warehouse_hours_a_day = 8
  warehouse_dbu_an_hour = 4
}

# Round example prices in USD, of the order of public lists; replace them by your own.
unit_prices = {
  fargate_vcpu_hours   = 0.04
  fargate_memory_hours = 0.0045
  fargate_disk_hours   = 0.00011
  s3_put_requests      = 0.000005
  s3_gb_months         = 0.023
  job_node_hours       = 0.20 # an m6gd.xlarge with its disk
  job_dbu              = 0.15
  warehouse_dbu        = 0.70
  kms_keys             = 1
}
monthly_budget_usd    = { aws = 1500, databricks = 1500 }
budget_emails         = ["data-platform@acme.example"]
databricks_account_id = "33333333-3333-3333-3333-333333333333"

tags = { cost_center = "data-platform", owner = "data-platform@acme.example" }
