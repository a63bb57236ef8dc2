# Nothing comes in but monitoring; out go Kafka and HTTPS, to named places.
resource "aws_security_group" "service" {
  name        = "${var.name}-service"
  description = "Landfall's tasks"
  vpc_id      = var.vpc_id
  tags        = local.tags
}

resource "aws_vpc_security_group_ingress_rule" "monitoring" {
  for_each                     = toset(var.monitoring_security_group_ids)
  security_group_id            = aws_security_group.service.id
  referenced_security_group_id = each.key
  ip_protocol                  = "tcp"
  from_port                    = var.port
  to_port                      = var.port
  description                  = "Metrics and health"
}

resource "aws_vpc_security_group_egress_rule" "kafka" {
  for_each          = toset(var.kafka_cidrs)
  security_group_id = aws_security_group.service.id
  cidr_ipv4         = each.key
  ip_protocol       = "tcp"
  from_port         = var.kafka_ports.from
  to_port           = var.kafka_ports.to
  description       = "Kafka"
}

resource "aws_vpc_security_group_egress_rule" "https" {
  for_each          = toset(var.https_cidrs)
  security_group_id = aws_security_group.service.id
  cidr_ipv4         = each.key
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "Schema registry, AWS, Databricks"
}

resource "aws_vpc_security_group_egress_rule" "s3" {
  count             = var.s3_prefix_list_id == null ? 0 : 1
  security_group_id = aws_security_group.service.id
  prefix_list_id    = var.s3_prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "S3 through its gateway endpoint"
}
