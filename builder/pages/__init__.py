"""From typed course to HTML."""
