/**
 * Where personal data stops: raw records come in, protected ones go out. Sees {@code config} and {@code record} only.
 *
 * <p>The privacy wall: only this package constructs {@link io.landfall.record.ProtectedRecord}, and nothing after it
 * accepts a raw record, so a record cannot land without passing {@link io.landfall.privacy.Protector}. What cannot land
 * leaves through {@link io.landfall.privacy.QuarantineSealer}, encrypted. Messages of this package name tables, fields,
 * rules and key ids, never values or key material.
 *
 * <p>Every use of a key has a subkey of its own (HKDF), so that what one of them gives away says nothing about another.
 * Cryptography is Tink's; this package decides what is encoded, under which key, and bound to what.
 */
@NullMarked
package io.landfall.privacy;

import org.jspecify.annotations.NullMarked;
