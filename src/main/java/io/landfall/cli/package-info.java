/** The command line: one class per subcommand, no logic of its own. May use every package; none uses it. */
@NullMarked
package io.landfall.cli;

import org.jspecify.annotations.NullMarked;
