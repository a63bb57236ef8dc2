# Example values; replace all.
environment       = "uat"
account_id        = "111111111111"
region            = "eu-west-1"
databricks_host   = "https://acme-uat.cloud.databricks.com"
image             = "111111111111.dkr.ecr.eu-west-1.amazonaws.com/landfall:0.1.0"
vpc_id            = "vpc-0a0a0a0a0a0a0a0a0"
subnet_ids        = ["subnet-0a0a0a0a0a0a0a0a1", "subnet-0a0a0a0a0a0a0a0a2"]
bootstrap_servers = "b-1.kafka.uat.acme.example:9096,b-2.kafka.uat.acme.example:9096"
kafka_cidrs       = ["10.10.0.0/16"]
https_cidrs       = ["10.10.0.0/16"]

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

tags = { cost_center = "data-platform", owner = "data-platform@acme.example" }
