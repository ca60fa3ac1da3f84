"""The folder that a build fills: all its files appear together or none, whatever happens to the computer meanwhile."""
