terraform {
  required_version = ">= 1.9.0"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.80.0, < 6.0.0"
    }
  }
}

locals {
  tags      = merge({ application = var.name, managed_by = "terraform" }, var.tags, { landfall = var.name })
  efs       = var.state == "efs"
  bootstrap = var.msk == null ? var.bootstrap_servers : aws_msk_cluster.this[0].bootstrap_brokers_sasl_scram

  environment = merge(var.environment_variables, {
    KAFKA_BOOTSTRAP_SERVERS = local.bootstrap
    LANDFALL_ENV            = var.environment
    LANDFALL_YAML           = file(var.config_file)
    LANDFALL_PORT           = tostring(var.port)
  })
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/landfall/${var.name}"
  retention_in_days = var.log_days
  kms_key_id        = var.log_kms_key_arn
  tags              = local.tags
}

resource "aws_ecs_cluster" "this" {
  name = var.name
  tags = local.tags
  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_task_definition" "this" {
  family                   = var.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.cpu
  memory                   = var.memory
  task_role_arn            = var.task_role_arn
  execution_role_arn       = aws_iam_role.execution.arn
  tags                     = local.tags

  runtime_platform {
    cpu_architecture        = var.architecture
    operating_system_family = "LINUX"
  }

  ephemeral_storage {
    size_in_gib = var.ephemeral_gib
  }

  volume {
    name = "state"
    dynamic "efs_volume_configuration" {
      for_each = aws_efs_file_system.state
      content {
        file_system_id     = efs_volume_configuration.value.id
        transit_encryption = "ENABLED"
        authorization_config {
          access_point_id = aws_efs_access_point.state[0].id
          iam             = "ENABLED"
        }
      }
    }
  }

  volume {
    name = "tmp"
  }

  container_definitions = jsonencode([{
    name                   = "landfall"
    image                  = var.image
    command                = ["run"]
    essential              = true
    user                   = "10001:10001"
    readonlyRootFilesystem = true
    stopTimeout            = 120 # it lands and commits what is open
    linuxParameters        = { initProcessEnabled = false, capabilities = { add = [], drop = ["ALL"] } }
    environment            = [for name in sort(keys(local.environment)) : { name = name, value = local.environment[name] }]
    secrets                = [for name in sort(keys(var.secrets)) : { name = name, valueFrom = var.secrets[name] }]
    portMappings           = [{ containerPort = var.port, protocol = "tcp" }]
    mountPoints = [
      { sourceVolume = "state", containerPath = "/var/lib/landfall", readOnly = false },
      { sourceVolume = "tmp", containerPath = "/tmp/landfall", readOnly = false },
    ]
    # /health/ready once, /health/live from then on: see src/main/docker/health.
    healthCheck = { command = ["CMD", "/opt/landfall/health"], startPeriod = 300, interval = 60, timeout = 5, retries = 10 }
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.this.name
        awslogs-region        = var.region
        awslogs-stream-prefix = "landfall"
      }
    }
  }])

  lifecycle {
    precondition {
      condition     = length(setsubtract(var.required_variables, concat(keys(var.secrets), keys(var.environment_variables), ["KAFKA_BOOTSTRAP_SERVERS"]))) == 0
      error_message = "landfall.yaml refers to environment variables that neither secrets nor environment_variables give: ${join(", ", setsubtract(var.required_variables, concat(keys(var.secrets), keys(var.environment_variables), ["KAFKA_BOOTSTRAP_SERVERS"])))}."
    }
  }
}

resource "aws_ecs_service" "this" {
  name            = var.name
  cluster         = aws_ecs_cluster.this.id
  task_definition = aws_ecs_task_definition.this.arn
  desired_count   = var.tasks.least
  launch_type     = "FARGATE"
  propagate_tags  = "SERVICE"
  tags            = local.tags

  # Tasks share the partitions, so new ones may start beside old ones. Not where they would share a folder of state.
  deployment_minimum_healthy_percent = local.efs ? 0 : 100
  deployment_maximum_percent         = local.efs ? 100 : 200

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.subnet_ids
    security_groups  = [aws_security_group.service.id]
    assign_public_ip = false
  }

  # Autoscaling's business after the first apply.
  lifecycle {
    ignore_changes = [desired_count]
  }
}
