package io.landfall.landing;

/** The landing area did not take a segment within the time there was; it is not known whether the segment landed. */
public final class LandingUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LandingUnavailableException(String message) {
        super(message);
    }

    public LandingUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
