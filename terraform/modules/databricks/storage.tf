# The credential comes first, with an ARN that is only built; then AWS makes the role with the credential's external id;
# then, after a wait, the location that uses both.
resource "databricks_storage_credential" "landing" {
  name            = "${local.name}-landing"
  comment         = "Reads the segments of ${var.landing_root}"
  read_only       = true
  skip_validation = true # the role does not exist yet
  isolation_mode  = "ISOLATION_MODE_ISOLATED"
  aws_iam_role {
    role_arn = var.storage_role_arn
  }
}

# IAM takes a while to show a new role everywhere.
resource "terraform_data" "role_is_there" {
  triggers_replace = var.storage_role_ready
  provisioner "local-exec" {
    command = "sleep ${var.iam_wait_seconds}"
  }
}

resource "databricks_external_location" "landing" {
  depends_on         = [terraform_data.role_is_there]
  name               = "${local.name}-landing"
  url                = "${var.landing_root}/"
  credential_name    = databricks_storage_credential.landing.name
  comment            = "Where Landfall's segments land"
  read_only          = true
  isolation_mode     = "ISOLATION_MODE_ISOLATED"
  enable_file_events = true
  file_event_queue {
    dynamic "managed_sqs" {
      for_each = var.file_event_queue_url == null ? [1] : []
      content {}
    }
    dynamic "provided_sqs" {
      for_each = var.file_event_queue_url == null ? [] : [var.file_event_queue_url]
      content {
        queue_url = provided_sqs.value
      }
    }
  }
  dynamic "encryption_details" {
    for_each = var.kms_key_arn == null ? [] : [var.kms_key_arn]
    content {
      sse_encryption_details {
        algorithm       = "AWS_SSE_KMS"
        aws_kms_key_arn = encryption_details.value
      }
    }
  }
}
