"""What recordings are by their bytes: container, codecs, length."""
