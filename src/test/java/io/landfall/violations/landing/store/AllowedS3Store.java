package io.landfall.violations.landing.store;

record AllowedS3Store(software.amazon.awssdk.services.s3.S3Client client) {}
