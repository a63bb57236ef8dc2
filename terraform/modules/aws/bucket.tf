# The landing bucket. A bucket that is there already stays as it is, except for its notifications and the alarms' metric filter.

resource "aws_kms_key" "landing" {
  count                   = var.create_bucket ? 1 : 0
  description             = "Segments in ${var.bucket}"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  tags                    = local.tags
}

resource "aws_kms_alias" "landing" {
  count         = var.create_bucket ? 1 : 0
  name          = "alias/${var.name}-landing"
  target_key_id = aws_kms_key.landing[0].key_id
}

resource "aws_s3_bucket" "landing" {
  count         = var.create_bucket ? 1 : 0
  bucket        = var.bucket
  force_destroy = false
  tags          = local.tags
}

resource "aws_s3_bucket_public_access_block" "landing" {
  count                   = var.create_bucket ? 1 : 0
  bucket                  = aws_s3_bucket.landing[0].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "landing" {
  count  = var.create_bucket ? 1 : 0
  bucket = aws_s3_bucket.landing[0].id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "landing" {
  count  = var.create_bucket ? 1 : 0
  bucket = aws_s3_bucket.landing[0].id
  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.landing[0].arn
    }
  }
}

# Segments are never overwritten or deleted by the service, so versions protect against people only.
resource "aws_s3_bucket_versioning" "landing" {
  count  = var.create_bucket ? 1 : 0
  bucket = aws_s3_bucket.landing[0].id
  versioning_configuration {
    status = var.versioning ? "Enabled" : "Suspended"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "landing" {
  count      = var.create_bucket ? 1 : 0
  depends_on = [aws_s3_bucket_versioning.landing]
  bucket     = aws_s3_bucket.landing[0].id

  # What a killed service leaves behind; no upload takes a day.
  rule {
    id     = "abort-incomplete-uploads"
    status = "Enabled"
    filter {}
    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  # What expiry leaves behind in a bucket with versions.
  rule {
    id     = "clear-delete-markers"
    status = "Enabled"
    filter {}
    expiration {
      expired_object_delete_marker = true
    }
  }

  # landfall doctor looks whether it can write, as the service may: without a right to delete.
  rule {
    id     = "clear-traces-of-the-doctor"
    status = "Enabled"
    filter {
      prefix = "${var.prefix}/_landfall/doctor-"
    }
    expiration {
      days = 1
    }
    noncurrent_version_expiration {
      noncurrent_days = 1
    }
  }

  # The slash keeps it from a sibling whose name begins alike. Only tables: what else stands beside them, the start-up
  # probe, is one small object.
  dynamic "rule" {
    for_each = toset(concat(var.tables, var.former_tables))
    content {
      id     = "expire-${rule.key}"
      status = "Enabled"
      filter {
        prefix = "${var.prefix}/${rule.key}/"
      }
      expiration {
        days = var.expire_days
      }
      noncurrent_version_expiration {
        noncurrent_days = 7
      }
    }
  }
}

resource "aws_s3_bucket_policy" "landing" {
  count      = var.create_bucket ? 1 : 0
  depends_on = [aws_s3_bucket_public_access_block.landing]
  bucket     = aws_s3_bucket.landing[0].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OnlyTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [local.bucket_arn, "${local.bucket_arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        # Whoever writes segments must write them create-only.
        Sid       = "OnlyCreate"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:PutObject"
        Resource  = local.landing_arn
        Condition = {
          Null = { "s3:if-none-match" = "true" }
          Bool = { "s3:ObjectCreationOperation" = "true" }
        }
      },
    ]
  })
}
