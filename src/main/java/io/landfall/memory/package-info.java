/**
 * The budget of a process's heap, with an account for each thing that may grow large. Imports no other package of ours: it is made
 * once, where the process is put together, and handed to those who take from it.
 */
@NullMarked
package io.landfall.memory;

import org.jspecify.annotations.NullMarked;
