/** The command line: one class per subcommand, no logic of its own. May use every package; none uses it. */
package io.landfall.cli;
