# Amazon MSK, for those who have no Kafka yet. Brokers speak TLS with SCRAM passwords, which every Kafka client can.
resource "aws_security_group" "kafka" {
  count       = var.msk == null ? 0 : 1
  name        = "${var.name}-kafka"
  description = "Kafka's brokers"
  vpc_id      = var.vpc_id
  tags        = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "kafka" {
  count                        = var.msk == null ? 0 : 1
  security_group_id            = aws_security_group.kafka[0].id
  referenced_security_group_id = aws_security_group.service.id
  ip_protocol                  = "tcp"
  from_port                    = 9096
  to_port                      = 9096
}

resource "aws_vpc_security_group_egress_rule" "msk" {
  count                        = var.msk == null ? 0 : 1
  security_group_id            = aws_security_group.service.id
  referenced_security_group_id = aws_security_group.kafka[0].id
  ip_protocol                  = "tcp"
  from_port                    = 9096
  to_port                      = 9096
  description                  = "Kafka"
}

resource "aws_msk_configuration" "this" {
  count          = var.msk == null ? 0 : 1
  name           = var.name
  kafka_versions = [var.msk.kafka_version]
  # Transactions (exactly_once_v2) and what is acknowledged must survive the loss of a broker. Without any ACL everyone must be
  # allowed, or nobody could make the first.
  server_properties = <<-EOT
    auto.create.topics.enable=false
    default.replication.factor=3
    min.insync.replicas=2
    unclean.leader.election.enable=false
    log.retention.hours=${var.msk.retention_hours}
    allow.everyone.if.no.acl.found=${!var.msk.acls_exist}
  EOT
}

resource "aws_msk_cluster" "this" {
  count                  = var.msk == null ? 0 : 1
  cluster_name           = var.name
  kafka_version          = var.msk.kafka_version
  number_of_broker_nodes = var.msk.brokers
  tags                   = local.tags

  broker_node_group_info {
    instance_type   = var.msk.instance_type
    client_subnets  = var.subnet_ids
    security_groups = [aws_security_group.kafka[0].id]
    storage_info {
      ebs_storage_info {
        volume_size = var.msk.volume_gib
      }
    }
  }

  configuration_info {
    arn      = aws_msk_configuration.this[0].arn
    revision = aws_msk_configuration.this[0].latest_revision
  }

  client_authentication {
    unauthenticated = false
    sasl {
      scram = true
    }
  }

  encryption_info {
    encryption_in_transit {
      client_broker = "TLS"
      in_cluster    = true
    }
  }
}

resource "aws_msk_scram_secret_association" "this" {
  count           = var.msk == null ? 0 : 1
  cluster_arn     = aws_msk_cluster.this[0].arn
  secret_arn_list = var.msk.scram_secret_arns
}
