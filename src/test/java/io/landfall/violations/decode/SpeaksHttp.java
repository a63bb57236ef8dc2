package io.landfall.violations.decode;

record SpeaksHttp(java.net.http.HttpClient http) {}
