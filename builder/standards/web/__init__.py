"""The course as a plain web page."""
