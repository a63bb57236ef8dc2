package io.landfall.config.form;

import java.time.Duration;
import java.time.Period;

/** Writes durations, periods and sizes the way the file has them, in the largest unit that leaves no rest. */
public final class Units {
    private static final String[] SIZES = {"B", "KB", "MB", "GB"};

    private Units() {}

    public static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds % 60 != 0 || seconds == 60) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes % 60 != 0) {
            return minutes + "m";
        }
        long hours = minutes / 60;
        return hours % 24 != 0 || hours == 24 ? hours + "h" : hours / 24 + "d";
    }

    /** Of a period in one unit, as the file has it. */
    @SuppressWarnings("JavaPeriodGetDays") // a period in days has nothing else
    public static String of(Period period) {
        if (period.getDays() != 0) {
            return period.getDays() + "d";
        }
        return period.getMonths() != 0 ? period.getMonths() + "mo" : period.getYears() + "y";
    }

    public static String of(long bytes) {
        long amount = bytes;
        int unit = 0;
        while (amount % 1024 == 0 && unit < SIZES.length - 1) {
            amount /= 1024;
            unit++;
        }
        return amount + SIZES[unit];
    }
}
