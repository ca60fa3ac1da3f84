"""xAPI with a Tin Can launch."""
