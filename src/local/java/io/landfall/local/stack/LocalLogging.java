package io.landfall.local.stack;

/** How the stack's own processes log: warnings, as text, to their log files. */
public final class LocalLogging {
    /** The JVM option. */
    public static final String OPTION = "-Dlog4j2.configurationFile=classpath:local/log4j2.xml";

    private LocalLogging() {}
}
