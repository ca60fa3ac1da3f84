"""The evidence pack: what the course promises, what shows it, and what is thin, for an accreditation reviewer."""
