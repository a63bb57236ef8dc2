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
  bucket_arn  = "arn:${var.partition}:s3:::${var.bucket}"
  landing_arn = "${local.bucket_arn}/${var.prefix}/*"
  key_arn     = var.create_bucket ? aws_kms_key.landing[0].arn : var.kms_key_arn
  tags        = merge({ application = var.name, managed_by = "terraform" }, var.tags, { landfall = var.name })
}
