# Remote state, as an example: a versioned bucket that exists already, encrypted, with a lock file. State holds the URLs and keys
# of notification destinations, so who may read it may write to those.
terraform {
  backend "s3" {
    bucket       = "acme-terraform-state"
    key          = "landfall/uat.tfstate"
    region       = "eu-west-1"
    encrypt      = true
    use_lockfile = true
  }
}
