"""cmi5 (Quartz)."""
