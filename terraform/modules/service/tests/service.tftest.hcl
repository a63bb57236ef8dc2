mock_provider "aws" {
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/made" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/landfall/shop-test" }
  }
  mock_resource "aws_ecs_cluster" {
    defaults = { id = "arn:aws:ecs:eu-west-1:123456789012:cluster/shop-test", arn = "arn:aws:ecs:eu-west-1:123456789012:cluster/shop-test" }
  }
  mock_resource "aws_ecs_task_definition" {
    defaults = { arn = "arn:aws:ecs:eu-west-1:123456789012:task-definition/shop-test:1" }
  }
  mock_resource "aws_efs_file_system" {
    defaults = { id = "fs-0123456789abcdef0", arn = "arn:aws:elasticfilesystem:eu-west-1:123456789012:file-system/fs-0123456789abcdef0" }
  }
  mock_resource "aws_efs_access_point" {
    defaults = { id = "fsap-0123456789abcdef0", arn = "arn:aws:elasticfilesystem:eu-west-1:123456789012:access-point/fsap-0123456789abcdef0" }
  }
  mock_resource "aws_appautoscaling_policy" {
    defaults = { arn = "arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:1:resource/ecs/service/a/b:policyName/c" }
  }
  mock_resource "aws_msk_configuration" {
    defaults = { arn = "arn:aws:kafka:eu-west-1:123456789012:configuration/shop-test/00000000-0000-0000-0000-000000000000-1" }
  }
  mock_resource "aws_msk_cluster" {
    defaults = { arn = "arn:aws:kafka:eu-west-1:123456789012:cluster/shop-test/00000000-0000-0000-0000-000000000000-1", bootstrap_brokers_sasl_scram = "b-1.msk:9096,b-2.msk:9096" }
  }
}

variables {
  name               = "shop-test"
  environment        = "test"
  account_id         = "123456789012"
  region             = "eu-west-1"
  vpc_id             = "vpc-1"
  subnet_ids         = ["subnet-1", "subnet-2", "subnet-3"]
  image              = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/landfall:0.1.0"
  task_role_arn      = "arn:aws:iam::123456789012:role/shop-test-service"
  task_role_name     = "shop-test-service"
  config_file        = "../config/tests/files/cadences.yaml"
  required_variables = ["KAFKA_BOOTSTRAP_SERVERS", "LANDFALL_KEY", "REGISTRY"]
  environment_variables = {
    REGISTRY = "https://registry.example.org"
  }
  secrets = {
    LANDFALL_KEY = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:landfall-AbCdEf:key::"
    KAFKA_JAAS   = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:landfall-AbCdEf:jaas::"
  }
  bootstrap_servers             = "b1:9096,b2:9096"
  kafka_cidrs                   = ["10.1.0.0/16"]
  https_cidrs                   = ["10.2.0.0/16"]
  s3_prefix_list_id             = "pl-1"
  image_repository_arn          = "arn:aws:ecr:eu-west-1:123456789012:repository/landfall"
  monitoring_security_group_ids = ["sg-monitoring"]
}

run "the_container_has_as_little_as_possible" {
  command = apply
  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].user == "10001:10001" && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].readonlyRootFilesystem && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].linuxParameters.capabilities.drop == ["ALL"]
    error_message = "Not root, no writable root, no capabilities."
  }
  assert {
    condition     = [for s in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].secrets : s.name] == ["KAFKA_JAAS", "LANDFALL_KEY"] && !anytrue([for e in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment : contains(["KAFKA_JAAS", "LANDFALL_KEY"], e.name)])
    error_message = "Secrets are references."
  }
  assert {
    condition     = { for e in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment : e.name => e.value if e.name != "LANDFALL_YAML" } == { KAFKA_BOOTSTRAP_SERVERS = "b1:9096,b2:9096", LANDFALL_ENV = "test", LANDFALL_PORT = "8080", REGISTRY = "https://registry.example.org" }
    error_message = "The environment is what landfall.yaml refers to, and what the entry point takes."
  }
  assert {
    condition     = [for e in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment : e.value if e.name == "LANDFALL_YAML"] == [file("../config/tests/files/cadences.yaml")]
    error_message = "The configuration is the file's text."
  }
  assert {
    condition     = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].healthCheck.command == ["CMD", "/opt/landfall/health"] && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].stopTimeout == 120
    error_message = "Health is the service's own; it has two minutes to land what is open."
  }
}

run "rights_name_what_they_are_about" {
  command = apply
  assert {
    condition     = [for s in jsondecode(aws_iam_role_policy.execution.policy).Statement : s.Resource if s.Sid == "ReadSecrets"] == [["arn:aws:secretsmanager:eu-west-1:123456789012:secret:landfall-AbCdEf"]]
    error_message = "These secrets and no others."
  }
  assert {
    condition     = [for s in jsondecode(aws_iam_role_policy.execution.policy).Statement : s.Action if s.Resource == "*"] == ["ecr:GetAuthorizationToken"]
    error_message = "Only the registry's login knows no resource."
  }
  assert {
    condition     = aws_ecs_task_definition.this.task_role_arn == var.task_role_arn && aws_ecs_task_definition.this.execution_role_arn == aws_iam_role.execution.arn && var.task_role_arn != aws_iam_role.execution.arn
    error_message = "The service itself has not the rights of who starts it."
  }
}

run "the_network_is_closed" {
  command = apply
  assert {
    condition     = [for r in aws_vpc_security_group_ingress_rule.monitoring : "${r.referenced_security_group_id} ${r.from_port}-${r.to_port}"] == ["sg-monitoring 8080-8080"]
    error_message = "Only monitoring comes in."
  }
  assert {
    condition     = [for r in aws_vpc_security_group_egress_rule.kafka : "${r.cidr_ipv4} ${r.from_port}-${r.to_port}"] == ["10.1.0.0/16 9092-9098"] && [for r in aws_vpc_security_group_egress_rule.https : "${r.cidr_ipv4} ${r.from_port}-${r.to_port}"] == ["10.2.0.0/16 443-443"]
    error_message = "Only Kafka and HTTPS go out, to named places."
  }
  assert {
    condition     = !aws_ecs_service.this.network_configuration[0].assign_public_ip
    error_message = "Tasks have no public address."
  }
}

run "deployments_roll" {
  command = apply
  assert {
    condition     = aws_ecs_service.this.deployment_minimum_healthy_percent == 100 && aws_ecs_service.this.deployment_maximum_percent == 200 && aws_ecs_service.this.deployment_circuit_breaker[0].rollback
    error_message = "New tasks start before old ones stop, and a bad version is rolled back."
  }
  assert {
    condition     = aws_ecs_service.this.desired_count == 2 && length(aws_appautoscaling_target.this) == 0
    error_message = "Without a lag to look at the number of tasks stays."
  }
  assert {
    condition     = toset(keys(aws_cloudwatch_metric_alarm.service)) == toset(["few-tasks", "memory", "processors"]) && aws_cloudwatch_metric_alarm.service["few-tasks"].treat_missing_data == "breaching"
    error_message = "Somebody is told when tasks are missing."
  }
  assert {
    condition     = length(aws_efs_file_system.state) + length(aws_iam_role_policy.state) + length(aws_msk_cluster.this) == 0
    error_message = "State is ephemeral and Kafka is there."
  }
}

run "scales_on_lag" {
  command = apply
  variables {
    lag_metric      = { namespace = "Kafka", name = "MaxOffsetLag", dimensions = { Cluster = "main" } }
    consumer_groups = { orders = "shop-bz_orders", stock = "shop" }
  }
  assert {
    condition     = aws_appautoscaling_target.this[0].min_capacity == 2 && aws_appautoscaling_target.this[0].max_capacity == 4
    error_message = "Between least and most."
  }
  assert {
    condition     = { for q in aws_cloudwatch_metric_alarm.lag["high"].metric_query : q.metric[0].dimensions.Topic => q.metric[0].dimensions["Consumer Group"] if length(q.metric) > 0 } == { orders = "shop-bz_orders", stock = "shop" }
    error_message = "Each topic's lag is its consumer group's."
  }
  assert {
    condition     = { for k, p in aws_appautoscaling_policy.lag : k => one(p.step_scaling_policy_configuration[0].step_adjustment).scaling_adjustment } == { high = 1, low = -1 }
    error_message = "One task at a time, in both directions."
  }
  assert {
    condition     = alltrue([for k, a in aws_cloudwatch_metric_alarm.lag : a.alarm_actions == toset([aws_appautoscaling_policy.lag[k].arn])]) && aws_cloudwatch_metric_alarm.lag["low"].comparison_operator == "LessThanThreshold"
    error_message = "Each alarm starts its own policy."
  }
}

run "state_that_outlives_the_task" {
  command = apply
  variables {
    state = "efs"
    tasks = { least = 1, most = 1 }
  }
  assert {
    condition     = aws_efs_file_system.state[0].encrypted && [for v in aws_ecs_task_definition.this.volume : v.efs_volume_configuration[0].transit_encryption if v.name == "state"] == ["ENABLED"]
    error_message = "Encrypted at rest and on its way."
  }
  assert {
    condition     = aws_ecs_service.this.deployment_minimum_healthy_percent == 0 && aws_ecs_service.this.deployment_maximum_percent == 100
    error_message = "The old task stops first: two cannot share the folder."
  }
  assert {
    condition     = length(aws_efs_mount_target.state) == 3 && jsondecode(aws_iam_role_policy.state[0].policy).Statement[0].Condition.StringEquals["elasticfilesystem:AccessPointArn"] == aws_efs_access_point.state[0].arn
    error_message = "Through its access point only."
  }
  assert {
    condition = { for s in jsondecode(aws_efs_file_system_policy.state[0].policy).Statement : s.Sid => "${s.Effect} ${s.Principal.AWS} ${jsonencode(s.Condition)}" } == {
      TheService                = "Allow ${var.task_role_arn} ${jsonencode({ StringEquals = { "elasticfilesystem:AccessPointArn" = aws_efs_access_point.state[0].arn } })}"
      OnlyThroughTheAccessPoint = "Deny * ${jsonencode({ StringNotEquals = { "elasticfilesystem:AccessPointArn" = aws_efs_access_point.state[0].arn } })}"
      OnlyTls                   = "Deny * ${jsonencode({ Bool = { "aws:SecureTransport" = "false" } })}"
    }
    error_message = "Only the service mounts, with TLS and through the access point; who has other rights is denied."
  }
  assert {
    condition     = alltrue([for s in jsondecode(aws_efs_file_system_policy.state[0].policy).Statement : contains(s.Action, "elasticfilesystem:ClientMount") && contains(s.Action, "elasticfilesystem:ClientWrite") && contains(s.Action, "elasticfilesystem:ClientRootAccess") == (s.Effect == "Deny")])
    error_message = "Mounting and writing, and nobody is root."
  }
}

run "kafka_of_its_own" {
  command = apply
  variables {
    bootstrap_servers = null
    kafka_cidrs       = []
    consumer_groups   = { orders = "shop" }
    msk               = { scram_secret_arns = ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_landfall-AbCdEf"] }
  }
  assert {
    condition     = aws_msk_cluster.this[0].encryption_info[0].encryption_in_transit[0].client_broker == "TLS" && aws_msk_cluster.this[0].client_authentication[0].sasl[0].scram && !aws_msk_cluster.this[0].client_authentication[0].unauthenticated
    error_message = "TLS and passwords only."
  }
  assert {
    condition     = strcontains(aws_msk_configuration.this[0].server_properties, "min.insync.replicas=2") && strcontains(aws_msk_configuration.this[0].server_properties, "unclean.leader.election.enable=false")
    error_message = "What is acknowledged survives the loss of a broker."
  }
  assert {
    condition     = strcontains(aws_msk_configuration.this[0].server_properties, "allow.everyone.if.no.acl.found=true")
    error_message = "Somebody must be able to make the first ACL."
  }
  assert {
    condition     = output.bootstrap_servers == "b-1.msk:9096,b-2.msk:9096" && contains([for e in jsondecode(aws_ecs_task_definition.this.container_definitions)[0].environment : e.value], "b-1.msk:9096,b-2.msk:9096")
    error_message = "The service gets the cluster's brokers."
  }
  assert {
    condition     = output.size == { tasks = 2, vcpu = 2, memory_gib = 8, disk_gib = 50, brokers = 3, broker_gib = 200 }
    error_message = "What is paid for is known."
  }
  assert {
    condition     = aws_vpc_security_group_ingress_rule.kafka[0].from_port == 9096 && aws_vpc_security_group_ingress_rule.kafka[0].referenced_security_group_id == aws_security_group.service.id && length(aws_appautoscaling_target.this) == 1
    error_message = "Only the service reaches the brokers, and their lag scales it."
  }
}

run "once_there_are_acls_nobody_goes_without" {
  command = apply
  variables {
    bootstrap_servers = null
    kafka_cidrs       = []
    consumer_groups   = { orders = "shop" }
    msk               = { acls_exist = true, scram_secret_arns = ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_landfall-AbCdEf"] }
  }
  assert {
    condition     = strcontains(aws_msk_configuration.this[0].server_properties, "allow.everyone.if.no.acl.found=false")
    error_message = "What no ACL speaks of is closed."
  }
}

run "bad_input_is_refused" {
  command = plan
  variables {
    name                  = "Shop"
    account_id            = "1"
    vpc_id                = "main"
    subnet_ids            = ["subnet-1"]
    port                  = 80
    image                 = "landfall:latest"
    architecture          = "RISC"
    config_file           = "nowhere.yaml"
    environment_variables = { DB_PASSWORD = "hunter2" }
    cpu                   = 256
    ephemeral_gib         = 20
    tasks                 = { least = 4, most = 2 }
    kafka_cidrs           = ["0.0.0.0/0"]
    kafka_ports           = { from = 9098, to = 9092 }
    https_cidrs           = []
    log_days              = 31
    lag                   = { high = 100, low = 50 }
    region                = "Ireland"
    task_role_arn         = "shop-test-service"
    image_repository_arn  = "landfall"
    secret_kms_key_arns   = ["*"]
    log_kms_key_arn       = "alias/log"
    alarm_topic_arns      = ["oncall@example.org"]
  }
  expect_failures = [
    var.name, var.account_id, var.vpc_id, var.subnet_ids, var.port, var.image, var.architecture, var.config_file, var.environment_variables,
    var.cpu, var.ephemeral_gib, var.tasks, var.kafka_cidrs, var.kafka_ports, var.https_cidrs, var.log_days,
    var.lag, var.region, var.task_role_arn, var.image_repository_arn, var.secret_kms_key_arns, var.log_kms_key_arn, var.alarm_topic_arns,
  ]
}

run "who_starts_a_task_may_pull_its_image" {
  command = plan
  variables {
    image_repository_arn = null
  }
  expect_failures = [aws_iam_role_policy.execution]
}

run "an_image_from_elsewhere_has_no_repository" {
  command = plan
  variables {
    image                = "registry.example.org/landfall:0.1.0"
    image_repository_arn = null
  }
  assert {
    condition     = !strcontains(aws_iam_role_policy.execution.policy, "ecr:")
    error_message = "Without a repository in ECR there are no rights to one."
  }
}

run "https_does_not_go_everywhere" {
  command = plan
  variables {
    https_cidrs = ["10.2.0.0/16", "0.0.0.0/0"]
  }
  expect_failures = [var.https_cidrs]
}

run "subnets_are_ids" {
  command = plan
  variables {
    subnet_ids = ["a", "b"]
  }
  expect_failures = [var.subnet_ids]
}

run "memory_fits_the_processors" {
  command = plan
  variables {
    memory = 2048
  }
  expect_failures = [var.memory]
}

run "shared_state_means_one_task" {
  command = plan
  variables {
    state = "efs"
  }
  expect_failures = [var.state]
}

run "one_kafka" {
  command = plan
  variables {
    bootstrap_servers = null
  }
  expect_failures = [var.bootstrap_servers]
}

run "msk_takes_its_own_secrets_only" {
  command = plan
  variables {
    bootstrap_servers = null
    msk               = { brokers = 4, scram_secret_arns = ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:landfall-AbCdEf"] }
  }
  expect_failures = [var.msk]
}

run "msk_takes_secrets_by_their_arn" {
  command = plan
  variables {
    bootstrap_servers = null
    consumer_groups   = { orders = "shop" }
    msk               = { scram_secret_arns = ["x:secret:AmazonMSK_landfall"] }
  }
  expect_failures = [var.msk]
}

run "every_reference_has_a_value" {
  command = plan
  variables {
    required_variables = ["KAFKA_BOOTSTRAP_SERVERS", "LANDFALL_KEY", "REGISTRY", "REGISTRY_USER"]
  }
  expect_failures = [aws_ecs_task_definition.this]
}

run "secrets_are_references" {
  command = plan
  variables {
    secrets           = { LANDFALL_KEY = "c2VjcmV0" }
    bootstrap_servers = "b1, b2"
  }
  expect_failures = [var.secrets, var.bootstrap_servers]
}

run "a_variable_is_a_secret_or_not" {
  command = plan
  variables {
    environment_variables = { REGISTRY = "https://registry.example.org" }
    secrets               = { REGISTRY = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:landfall-AbCdEf" }
    required_variables    = []
  }
  expect_failures = [var.secrets]
}

run "many_topics_need_no_choice_without_scaling" {
  command = plan
  variables {
    consumer_groups = { for i in range(11) : "topic${i}" => "shop" }
  }
  assert {
    condition     = length(aws_cloudwatch_metric_alarm.lag) == 0
    error_message = "Nothing scales without a metric."
  }
}

run "an_alarm_looks_at_ten_topics" {
  command = plan
  variables {
    lag_metric      = { namespace = "Kafka", name = "MaxOffsetLag", dimensions = { Cluster = "main" } }
    consumer_groups = { for i in range(11) : "topic${i}" => "shop" }
  }
  expect_failures = [var.consumer_groups]
}

run "own_brokers_scale_by_a_lag" {
  command = plan
  variables {
    bootstrap_servers = null
    kafka_cidrs       = []
    msk               = { scram_secret_arns = ["arn:aws:secretsmanager:eu-west-1:123456789012:secret:AmazonMSK_landfall-AbCdEf"] }
  }
  expect_failures = [var.consumer_groups]
}
