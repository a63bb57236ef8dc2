# Example values; replace all.
environment          = "uat"
account_id           = "111111111111"
region               = "eu-west-1"
databricks_host      = "https://acme-uat.cloud.databricks.com"
image                = "111111111111.dkr.ecr.eu-west-1.amazonaws.com/landfall:0.1.0"
image_repository_arn = "arn:aws:ecr:eu-west-1:111111111111:repository/landfall"
vpc_id               = "vpc-0a0a0a0a0a0a0a0a0"
subnet_ids           = ["subnet-0a0a0a0a0a0a0a0a1", "subnet-0a0a0a0a0a0a0a0a2"]
bootstrap_servers    = "b-1.kafka.uat.acme.example:9096,b-2.kafka.uat.acme.example:9096"
kafka_cidrs          = ["10.10.0.0/16"]
# This network only: S3, ECR, Secrets Manager, CloudWatch and Databricks are reached through interface endpoints in it. With S3's
# gateway endpoint, which costs nothing, say s3_prefix_list_id; ECR keeps its layers in S3, too.
https_cidrs = ["10.10.0.0/16"]

environment_variables = {
  SCHEMA_REGISTRY_URL = "https://registry.uat.acme.example"
}
secrets = {
  KAFKA_JAAS   = "arn:aws:secretsmanager:eu-west-1:111111111111:secret:landfall-uat-AbCdEf:jaas::"
  LANDFALL_KEY = "arn:aws:secretsmanager:eu-west-1:111111111111:secret:landfall-uat-AbCdEf:key::"
}

# Small, may be interrupted, and quiet at night.
tasks             = { least = 1, most = 2 }
quiet_minutes     = 1440
expire_days       = 30
max_downtime_days = 14

ingest_principal  = "11111111-1111-1111-1111-111111111111"
readers           = ["uat-analysts"]
operators         = ["data-platform"]
create_tag_policy = true # the tag belongs to the account, and uat comes first

# What is expected; with it and unit_prices, terraform plan says what a month costs.
expected = {
  segments_a_day        = 3000
  landed_gb_a_day       = 0.2
  run_minutes           = 6
  dbu_an_hour           = 0.5
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
  job_node_hours       = 0.10 # an m6gd.large with its disk
  job_dbu              = 0.15
  warehouse_dbu        = 0.70
  kms_keys             = 1
}

tags = { cost_center = "data-platform", owner = "data-platform@acme.example" }
