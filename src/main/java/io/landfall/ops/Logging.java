package io.landfall.ops;

import io.landfall.config.ServiceConfig.LogFormat;
import java.util.Locale;
import org.apache.logging.log4j.core.config.Configurator;

/** How log lines look. {@code log4j2.xml} reads the same system property, so child processes can be told by it too. */
public final class Logging {
    /** The system property that names the format: {@code text} or {@code json}. */
    public static final String FORMAT_PROPERTY = "landfall.log.format";

    private Logging() {}

    /** Switches all loggers of this process to a format. */
    public static void use(LogFormat format) {
        System.setProperty(FORMAT_PROPERTY, format.name().toLowerCase(Locale.ROOT));
        Configurator.reconfigure();
    }
}
