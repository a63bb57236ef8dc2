/** The two rungs of tests: those of each build, and proofs that take longer; and how long each class of them took. */
package io.landfall.proof;
