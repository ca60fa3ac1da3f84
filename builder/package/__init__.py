"""The package as a value, and the zip that it becomes."""
