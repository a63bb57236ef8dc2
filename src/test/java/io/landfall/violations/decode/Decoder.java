package io.landfall.violations.decode;

public interface Decoder {}
