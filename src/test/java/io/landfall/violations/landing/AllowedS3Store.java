package io.landfall.violations.landing;

record AllowedS3Store(software.amazon.awssdk.services.s3.S3Client client) {}
