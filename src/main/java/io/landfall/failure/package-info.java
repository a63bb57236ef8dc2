/** What a failure asks of those who meet it. A leaf: it imports no other package of ours, and all may see it. */
@NullMarked
package io.landfall.failure;

import org.jspecify.annotations.NullMarked;
